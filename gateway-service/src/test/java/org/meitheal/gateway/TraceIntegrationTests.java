package org.meitheal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.trace.Tracing;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** A trace goes on, or begins here, and the service behind gets this span as its parent. */
@Import(TraceIntegrationTests.Recorded.class)
class TraceIntegrationTests extends GatewayTestBase {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

  @TestConfiguration(proxyBeanMethods = false)
  static class Recorded {
    @Bean
    @Primary
    Tracing recorded() {
      return Tracing.recording(SimpleSpanProcessor.create(SPANS), "gateway-service", 1);
    }
  }

  @BeforeEach
  void forget() {
    SPANS.reset();
  }

  @Test
  void goesOnWithATraceThatCameIn() throws Exception {
    send(infer().header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

    String sent = asked(SCHEDULER).header("traceparent");
    SpanData span = onlySpan();
    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(sent).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
  }

  @Test
  void beginsATraceForAnInference() throws Exception {
    send(infer());

    String sent = asked(SCHEDULER).header("traceparent");
    SpanData span = onlySpan();
    assertThat(span.getName()).isEqualTo("infer");
    assertThat(sent).startsWith("00-" + span.getTraceId() + "-" + span.getSpanId() + "-");
  }

  @Test
  void beginsNoneForOtherCalls() throws Exception {
    send(get("/v2"));

    assertThat(asked(SCHEDULER).header("traceparent")).isNull();
    assertThat(SPANS.getFinishedSpanItems()).isEmpty();
  }

  private java.net.http.HttpRequest.Builder infer() {
    return get("/v2/models/m/infer").POST(BodyPublishers.ofString("{}"));
  }

  private static SpanData onlySpan() {
    List<SpanData> spans = SPANS.getFinishedSpanItems();
    assertThat(spans).hasSize(1);
    return spans.getFirst();
  }
}
