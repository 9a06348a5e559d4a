package org.meitheal.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracingTests {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final Tracing recording =
      Tracing.recording(SimpleSpanProcessor.create(exporter), "test", 1);

  @Test
  void passesOnWhatCameInWhenOff() {
    Entry entry = Tracing.off().enter("x", Map.of("traceparent", PARENT)::get, true);

    assertThat(entry).isNotNull();
    Map<String, String> sent = new HashMap<>();
    try (Entry.Current _ = entry.current();
        Step _ = Step.begin("nothing is recorded")) {
      TraceHeaders.add(sent::put);
    }
    assertThat(sent).containsEntry("traceparent", PARENT);
  }

  @Test
  void beginsNothingWhenOffAndAddsNothingOutsideOfATrace() {
    Map<String, String> sent = new HashMap<>();
    TraceHeaders.add(sent::put);

    assertThat(Tracing.off().enter("x", _ -> null, true)).isNull();
    assertThat(Tracing.off().enter("x", Map.of("traceparent", "nonsense")::get, true)).isNull();
    assertThat(Tracing.configured(" ", "x", 1).enter("x", _ -> null, true)).isNull();
    assertThat(sent).isEmpty();
  }

  @Test
  void beginsATraceOnlyWhereItMay() {
    assertThat(recording.enter("heartbeat", _ -> null, false)).isNull();
    assertThat(recording.enter("infer", _ -> null, true)).isNotNull();
  }

  @Test
  void recordsStepsBelowTheRequestAlsoInOtherThreads() {
    Entry entry = recording.enter("infer", Map.of("traceparent", PARENT)::get, true);
    Map<String, String> sent = new HashMap<>();
    try (Entry.Current _ = entry.current();
        Step _ = Step.begin("lead")) {
      Runnable part =
          Carried.here()
              .around(() -> {
                try (Step step = Step.begin("part").note("meitheal.part", 1)) {
                  TraceHeaders.add(sent::put);
                  step.failed("lost");
                }
              });
      CompletableFuture.runAsync(part, Thread::startVirtualThread).join();
    }
    entry.end(200);

    assertThat(exporter.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly("part", "lead", "infer");
    assertThat(exporter.getFinishedSpanItems())
        .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(TRACE));
    SpanData part = exporter.getFinishedSpanItems().get(0);
    SpanData lead = exporter.getFinishedSpanItems().get(1);
    assertThat(part.getParentSpanId()).isEqualTo(lead.getSpanId());
    assertThat(sent.get("traceparent")).isEqualTo("00-" + TRACE + "-" + part.getSpanId() + "-01");
  }

  @Test
  void passesOnThatATraceIsNotSampled() {
    Tracing none = Tracing.recording(SimpleSpanProcessor.create(exporter), "test", 0);
    Entry entry = none.enter("infer", _ -> null, true);
    Map<String, String> sent = new HashMap<>();
    entry.addTo(sent::put);
    entry.end(200);

    assertThat(sent.get("traceparent")).as("not sampled, its id random or not").matches(".*-0[02]");
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void exportsByOtlpWhatWaitsWhenItCloses() throws Exception {
    CompletableFuture<String> exported = new CompletableFuture<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exported.complete(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String endpoint = "http://localhost:" + collector.getAddress().getPort() + "/v1/traces";

    Tracing tracing = Tracing.configured(endpoint, "scheduler-service", 1);
    tracing.enter("an inference", _ -> null, true).end(200);
    tracing.close();

    assertThat(exported.get(30, TimeUnit.SECONDS)).contains("scheduler-service", "an inference");
    collector.stop(0);
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThatThrownBy(() -> Tracing.configured("collector", "x", 1))
        .hasMessageContaining("meitheal.tracing.endpoint");
    assertThatThrownBy(() -> Tracing.configured("http://localhost:4318/v1/traces", "x", 2))
        .hasMessageContaining("meitheal.tracing.share");
  }

  @Test
  void namesSpansWithoutIds() {
    assertThat(Paths.withoutIds("/v1/executions/lab.0abc/attempts/1/cuts/2/rows/0-1"))
        .isEqualTo("/v1/executions/*/attempts/*/cuts/*/rows/*");
    assertThat(Paths.withoutIds("/v2/models/m/infer")).isEqualTo("/v2/models/m/infer");
  }
}
