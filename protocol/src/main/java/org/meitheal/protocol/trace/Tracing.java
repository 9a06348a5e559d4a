package org.meitheal.protocol.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's traces begin or go on. Without an exporter nothing is recorded, no thread runs,
 * and a request without a {@code traceparent} costs one look at its headers; a trace that came in
 * is passed on all the same.
 */
public final class Tracing implements AutoCloseable {
  private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(5);
  private static final long FLUSH_SECONDS = 2;
  private static final String SCOPE = "org.meitheal";

  private final @Nullable SdkTracerProvider provider;
  private final @Nullable Tracer tracer;

  private Tracing(@Nullable SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider == null ? null : provider.get(SCOPE);
  }

  /** Passes on what comes in, and records nothing. */
  public static Tracing off() {
    return new Tracing(null);
  }

  /**
   * Exports by OTLP over HTTP, or is off.
   *
   * @param endpoint such as {@code http://collector:4318/v1/traces}; empty for off
   * @param service its name in traces
   * @param share of the traces that begin here which are recorded, 0 to 1; those that came in are
   *     recorded where they already are
   */
  public static Tracing configured(String endpoint, String service, double share) {
    if (endpoint.isBlank()) {
      return off();
    }
    URI collector = URI.create(endpoint.strip());
    if (collector.getScheme() == null || collector.getHost() == null) {
      throw new IllegalArgumentException("meitheal.tracing.endpoint is no URL: '" + endpoint + "'");
    }
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.toString())
            .setTimeout(EXPORT_TIMEOUT)
            .build();
    return recording(BatchSpanProcessor.builder(exporter).build(), service, share);
  }

  /** With a destination of one's own. */
  public static Tracing recording(SpanProcessor processor, String service, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("meitheal.tracing.share is not between 0 and 1: " + share);
    }
    Resource resource =
        Resource.getDefault()
            .merge(Resource.create(Attributes.builder().put("service.name", service).build()));
    return new Tracing(
        SdkTracerProvider.builder()
            .addSpanProcessor(processor)
            .setResource(resource)
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
            .build());
  }

  /**
   * Takes a request in.
   *
   * @param name of its span
   * @param header gives the value of one of its headers, or null
   * @param mayBegin whether a trace begins here where none came in
   * @return null where the request has no trace
   */
  public @Nullable Entry enter(
      String name, Function<String, @Nullable String> header, boolean mayBegin) {
    boolean cameIn = header.apply(TraceHeaders.PARENT) != null;
    if (!cameIn && (tracer == null || !mayBegin)) {
      return null;
    }
    Context parent =
        cameIn
            ? W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), header, TraceHeaders.GETTER)
            : Context.root();
    if (tracer == null) {
      return Span.fromContext(parent).getSpanContext().isValid()
          ? new Entry(parent, Span.getInvalid())
          : null;
    }
    Span span = tracer.spanBuilder(name).setParent(parent).setSpanKind(SpanKind.SERVER).startSpan();
    return new Entry(parent.with(span).with(Step.TRACER, tracer), span);
  }

  /** Sends what waits, for a moment at most. */
  @Override
  public void close() {
    if (provider != null) {
      provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
  }
}
