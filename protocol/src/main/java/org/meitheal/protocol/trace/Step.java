package org.meitheal.protocol.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;

/**
 * One step of the request that the calling thread works on: a span below the one that is current.
 * Nothing where the request is not traced. Closed by the thread that began it.
 */
public final class Step implements AutoCloseable {
  /** Travels with the context, so that those who make a step need not be handed a tracer. */
  static final ContextKey<Tracer> TRACER = ContextKey.named("meitheal-tracer");

  private static final Step UNTRACED = new Step(Span.getInvalid(), Scope.noop());

  private final Span span;
  private final Scope scope;

  private Step(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  /**
   * @param name in a word: {@code decide}, {@code send}, {@code part}, {@code exchange}, {@code
   *     join}
   */
  @SuppressWarnings("MustBeClosedChecker") // by the step's own close
  public static Step begin(String name) {
    Tracer tracer = Context.current().get(TRACER);
    if (tracer == null) {
      return UNTRACED;
    }
    Span span = tracer.spanBuilder(name).startSpan();
    return new Step(span, span.makeCurrent());
  }

  public Step note(String key, String value) {
    span.setAttribute(key, value);
    return this;
  }

  public Step note(String key, long value) {
    span.setAttribute(key, value);
    return this;
  }

  public void failed(String why) {
    span.setStatus(StatusCode.ERROR, why);
  }

  @Override
  public void close() {
    scope.close();
    span.end();
  }
}
