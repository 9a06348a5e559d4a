package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.FakeRegistry;
import org.meitheal.worker.support.RunningWorker;

/** A worker without models gets one from others, over HTTP. */
class BundleIntegrationTests {
  private static final String MODEL = "efficientnet-lite0";
  private static final Bundle BUNDLE = Bundle.open(RunningWorker.MODELS.resolve(MODEL));
  private static final String PATH = "/v1/bundles/" + BUNDLE.sha256();
  private static final String LOAD = "/v2/repository/models/" + MODEL + "/load";
  private static final long BREAKS_AT = 2 << 20;

  private final RunningWorker holder = RunningWorker.shared();

  @Test
  void servesBundlesByRange() throws IOException {
    HttpResponse<byte[]> manifest = get(Role.DEVICE, PATH);
    assertThat(manifest.body())
        .isEqualTo(Files.readAllBytes(RunningWorker.MODELS.resolve(MODEL + "/model.json")));
    var segment = BUNDLE.manifest().segments().getFirst();
    byte[] bytes = Files.readAllBytes(BUNDLE.file(segment));
    String file = PATH + "/files/" + segment.sha256();
    HttpResponse<byte[]> whole = get(Role.SERVICE, file);
    assertThat(whole.body()).isEqualTo(bytes);
    assertThat(whole.headers().firstValue("ETag")).hasValue('"' + segment.sha256() + '"');
    HttpResponse<byte[]> rest = get(Role.OPERATOR, file, "Range", "bytes=5000-");
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(bytes, 5000, bytes.length));
    assertThat(get(Role.DEVICE, file, "Range", "bytes=9999999-").statusCode()).isEqualTo(416);

    HttpResponse<byte[]> unknown = get(Role.DEVICE, "/v1/bundles/" + segment.sha256());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(new String(unknown.body())).contains("unknown-bundle");
    assertThat(get(Role.DEVICE, PATH + "/files/model.json").statusCode()).isEqualTo(404);
    assertThat(get(Role.CLIENT, PATH).statusCode()).isEqualTo(403);
  }

  @Test
  void fetchesWhatItLacksThoughOneSourceLiesAndOneBreaksOff(@TempDir Path models)
      throws IOException {
    FakeRegistry registry = holder.registry;
    try (Front liar = new Front(Fault.LIES);
        Front breaking = new Front(Fault.BREAKS);
        Front store = new Front(Fault.NONE)) {
      registry.probeTargets =
          List.of(new ProbeTarget("liar", liar.url()), new ProbeTarget("frail", breaking.url()));
      RunningWorker own =
          RunningWorker.start(
              registry,
              Files.createTempDirectory("worker-state"),
              "name=camera-2",
              "models-dir=" + models,
              "scheduler-url=" + store.url());
      try {
        Await.until("neighbours", () -> own.bean(Membership.class).probeTargets().size() == 2);
        assertThat(load(own, "{}").statusCode()).isEqualTo(404);
        assertThat(load(own, "{\"parameters\":{\"sha256\":7}}").statusCode()).isEqualTo(400);
        HttpResponse<byte[]> loaded =
            load(own, "{\"parameters\":{\"sha256\":\"%s\"}}".formatted(BUNDLE.sha256()));
        assertThat(loaded.statusCode()).as(new String(loaded.body())).isEqualTo(200);

        assertThat(own.get("/v2/models/" + MODEL).statusCode()).isEqualTo(200);
        assertThat(Bundle.open(models.resolve(MODEL)).sha256()).isEqualTo(BUNDLE.sha256());
        assertThat(liar.ranges).hasSize(1);
        assertThat(store.ranges.getFirst()).startsWith("bytes=" + BREAKS_AT + "-");
      } finally {
        own.stop();
      }
    } finally {
      registry.probeTargets = List.of();
    }
  }

  private HttpResponse<byte[]> get(Role role, String path, String... headers) {
    HttpRequest.Builder request =
        holder.anonymous(path).header("Authorization", "Bearer " + holder.registry.token(role));
    return holder.send((headers.length == 0 ? request : request.headers(headers)).GET());
  }

  private static HttpResponse<byte[]> load(RunningWorker worker, String body) {
    return worker.send(
        worker
            .anonymous(LOAD)
            .header("Authorization", "Bearer " + worker.registry.token(Role.OPERATOR))
            .POST(BodyPublishers.ofString(body)));
  }

  private enum Fault {
    NONE,
    LIES,
    BREAKS
  }

  /** In front of the worker that has the bundle. */
  private final class Front implements AutoCloseable {
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final Fault fault;
    private final HttpServer server;

    Front(Fault fault) throws IOException {
      this.fault = fault;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/v1/bundles", this::handle);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
      String range = exchange.getRequestHeaders().getFirst("Range");
      HttpRequest.Builder request =
          holder
              .anonymous(exchange.getRequestURI().toString())
              .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
      if (range != null) {
        ranges.add(range);
        request.header("Range", range);
      }
      try (exchange) {
        answer(exchange, range, holder.send(request.GET()));
      }
    }

    private void answer(HttpExchange exchange, String range, HttpResponse<byte[]> answer)
        throws IOException {
      byte[] body = answer.body();
      boolean breaks =
          fault == Fault.BREAKS && range != null && range.startsWith("bytes=" + BREAKS_AT + "-");
      if (fault == Fault.LIES && range != null) {
        body[0]++;
      }
      answer
          .headers()
          .firstValue("Content-Range")
          .ifPresent(value -> exchange.getResponseHeaders().set("Content-Range", value));
      exchange.sendResponseHeaders(answer.statusCode(), body.length);
      exchange.getResponseBody().write(body, 0, breaks ? body.length / 2 : body.length);
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
