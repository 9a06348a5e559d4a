package org.meitheal.scheduler.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;

/** A worker that does with an execution what a test tells it to, and checks its ticket first. */
public final class FakeWorker implements AutoCloseable {
  /** What a lead does once it has a valid plan. */
  @FunctionalInterface
  public interface Behaviour {
    void lead(PlanClaims plan, HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** What came in; {@code division} is none where the work is not divided. */
  public record Received(
      PlanClaims plan,
      byte[] body,
      String contentType,
      String headerLength,
      @Nullable String division,
      @Nullable String trace) {}

  private final String id;
  private final Tier tier;
  private final HttpServer server;
  private final PlanTicketVerifier tickets;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Behaviour behaviour = answering();
  private volatile Duration probeDelay = Duration.ZERO;

  public FakeWorker(String id, Tier tier, PublicKeySource keys) {
    this.id = id;
    this.tier = tier;
    this.tickets = new PlanTicketVerifier(keys, id, () -> 1);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/probe", this::probe);
    server.createContext("/v1/executions", this::execution);
    server.start();
  }

  public String id() {
    return id;
  }

  public void behave(Behaviour next) {
    behaviour = next;
  }

  public void delayProbes(Duration delay) {
    probeDelay = delay;
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<String> cancelled() {
    return List.copyOf(cancelled);
  }

  /** This device as the registry shows it, with one idle lane. */
  public DeviceView view(ModelManifest model, String sha256, double nanosPerMultiplyAdd) {
    return view(model, sha256, nanosPerMultiplyAdd, null);
  }

  /** As it shows when it has measured each of the model's segments. */
  public DeviceView measured(ModelManifest model, String sha256, double nanosPerMultiplyAdd) {
    int segments = model.segments().size();
    return view(
        model,
        sha256,
        nanosPerMultiplyAdd,
        Collections.nCopies(segments, new Heartbeat.SegmentTime(0.1, nanosPerMultiplyAdd)));
  }

  private DeviceView view(
      ModelManifest model,
      String sha256,
      double nanosPerMultiplyAdd,
      @Nullable List<Heartbeat.SegmentTime> segments) {
    return new DeviceView(
        id,
        tier,
        "zone",
        "cell",
        "http://localhost:" + server.getAddress().getPort(),
        OperatorState.ENABLED,
        Liveness.ONLINE,
        Instant.now(),
        "heartbeats in time",
        1,
        1,
        List.of(new Heartbeat.LaneState(0, 0)),
        List.of(
            new Heartbeat.ModelState(
                model.name(),
                model.version(),
                sha256,
                true,
                nanosPerMultiplyAdd,
                0.05,
                20,
                segments,
                null)),
        0L);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  /** A correct answer in the form that the request asks for. */
  public static Behaviour answering() {
    return (plan, exchange) -> {
      if (plan.task() == PlanClaims.Task.CLASSIFY) {
        respond(
            exchange,
            200,
            """
            {"model":"%s","model_version":"1","labels":[{"index":967,"label":"espresso","score":0.94}]}
            """
                .formatted(plan.model()));
      } else {
        respond(
            exchange,
            200,
            """
            {"model_name":"%s","model_version":"1","id":"7","outputs":[{"name":"logits",\
            "shape":[1,3],"datatype":"FP32","data":[0.5,1.5,2.5]}]}
            """
                .formatted(plan.model()));
      }
    };
  }

  /** Says besides how each part went. */
  public static Behaviour answeringWith(List<PartRun> parts) {
    return (plan, exchange) -> {
      exchange
          .getResponseHeaders()
          .set(PartRun.HEADER, ProtocolJson.MAPPER.writeValueAsString(parts));
      answering().lead(plan, exchange);
    };
  }

  /** A binary answer: JSON, then 12 bytes. */
  public static Behaviour answeringBinary() {
    return (plan, exchange) -> {
      byte[] json =
          """
          {"model_name":"%s","model_version":"1","outputs":[{"name":"logits","shape":[1,3],\
          "datatype":"FP32","parameters":{"binary_data_size":12}}]}\
          """
              .formatted(plan.model())
              .getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Inference-Header-Content-Length", String.valueOf(json.length));
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      exchange.sendResponseHeaders(200, json.length + 12);
      exchange.getResponseBody().write(json);
      exchange.getResponseBody().write("abcdefghijkl".getBytes(StandardCharsets.US_ASCII));
      exchange.close();
    };
  }

  public static Behaviour refusing() {
    return (_, exchange) ->
        respond(exchange, 503, "{\"error\":\"the lanes are full\",\"earliest_finish_ms\":900.0}");
  }

  public static Behaviour failing(int status, String code, String error) {
    return (_, exchange) -> {
      exchange.getResponseHeaders().set("Meitheal-Error-Code", code);
      respond(exchange, status, "{\"error\":\"" + error + "\"}");
    };
  }

  /** Takes the body, then closes the connection. */
  public static Behaviour dying() {
    return (_, exchange) -> exchange.close();
  }

  /** Answers, but not before that time has passed. */
  public static Behaviour slow(Duration delay) {
    return (plan, exchange) -> {
      LockSupport.parkNanos(delay.toNanos());
      answering().lead(plan, exchange);
    };
  }

  /** Never answers while this worker lives. */
  public Behaviour hanging() {
    return (_, exchange) -> {
      var unused = closed.await(30, TimeUnit.SECONDS);
      exchange.close();
    };
  }

  private void probe(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    LockSupport.parkNanos(probeDelay.toNanos());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void execution(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      String path = exchange.getRequestURI().getPath();
      cancelled.add(path.substring(path.lastIndexOf('/') + 1));
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      return;
    }
    PlanClaims plan = tickets.accept(exchange.getRequestHeaders().getFirst("Meitheal-Plan"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    received.add(
        new Received(
            plan,
            body,
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("Inference-Header-Content-Length"),
            exchange.getRequestHeaders().getFirst(DividedPlan.HEADER),
            exchange.getRequestHeaders().getFirst("traceparent")));
    try {
      behaviour.lead(plan, exchange);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange
        .getResponseHeaders()
        .set(
            "Meitheal-Timings",
            "{\"queue_ms\":0.1,\"input_ms\":0.2,\"compute_ms\":1.0,\"output_ms\":0.1}");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
