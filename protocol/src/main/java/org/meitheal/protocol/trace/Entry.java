package org.meitheal.protocol.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/** A request in a service, from its head to its answer. */
public final class Entry {
  /** The key of the trace's id in log lines. */
  public static final String LOG_KEY = "trace_id";

  private final Context context;
  private final Span span;

  Entry(Context context, Span span) {
    this.context = context;
    this.span = span;
  }

  /** What runs before it is closed on the calling thread belongs to the request. */
  public Current current() {
    return new Current(context);
  }

  /** Adds the trace to a call that is made for this request. */
  public void addTo(BiConsumer<String, String> header) {
    TraceHeaders.add(context, header);
  }

  /**
   * @param status of the answer
   */
  public void end(int status) {
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /** For as long as the calling thread works on the request. */
  public static final class Current implements AutoCloseable {
    private final Scope scope;

    @SuppressWarnings("MustBeClosedChecker") // by this class's own close
    private Current(Context context) {
      scope = context.makeCurrent();
      MDC.put(LOG_KEY, Span.fromContext(context).getSpanContext().getTraceId());
    }

    @Override
    public void close() {
      MDC.remove(LOG_KEY);
      scope.close();
    }
  }
}
