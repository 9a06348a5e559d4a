package org.meitheal.worker.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.worker.support.Await;

class ProberTests {
  private final SampleBuffer samples = new SampleBuffer(System::nanoTime);
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final Set<String> senders = ConcurrentHashMap.newKeySet();
  private HttpServer target;

  @BeforeEach
  void start() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    target.createContext(
        "/v1/probe",
        exchange -> {
          connections.add(exchange.getRemoteAddress().getPort());
          senders.add(exchange.getRemoteAddress().getAddress().getHostAddress());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    target.start();
  }

  @AfterEach
  void stop() {
    target.stop(0);
  }

  @Test
  void measuresOverOneConnectionFromItsOwnAddress() throws Exception {
    InetAddress own = InetAddress.getByName("127.0.1.61");
    try (Prober prober = prober("b", target.getAddress().getPort(), own)) {
      prober.start();
      Await.until("five samples", () -> report().roundTrips().size() >= 5);
      Await.until("a bandwidth", () -> !report().transfers().isEmpty());
    }

    assertThat(report().roundTrips()).allSatisfy(trip -> assertThat(trip.ms()).isPositive());
    assertThat(report().transfers())
        .isNotEmpty()
        .allSatisfy(transfer -> assertThat(transfer.bytesPerSecond()).isGreaterThan(1e5));
    assertThat(senders).containsExactly("127.0.1.61");
    assertThat(connections).hasSize(1);
  }

  @Test
  void aTargetThatDoesNotAnswerIsLost() throws Exception {
    int closed = target.getAddress().getPort();
    target.stop(0);
    try (Prober prober = prober("gone", closed, InetAddress.getLoopbackAddress())) {
      prober.start();
      Await.until("a lost probe", () -> !report().roundTrips().isEmpty());
    }

    assertThat(report().roundTrips().getFirst().ms()).isNull();
    assertThat(report().transfers()).isEmpty();
  }

  private LinkSamples report() {
    return samples.report("a");
  }

  private Prober prober(String id, int port, InetAddress from) {
    List<ProbeTarget> targets = List.of(new ProbeTarget(id, "http://127.0.0.1:" + port));
    return new Prober(
        HttpClients.create(from), () -> targets, Duration.ofMillis(20), samples, System::nanoTime);
  }
}
