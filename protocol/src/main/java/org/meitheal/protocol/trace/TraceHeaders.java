package org.meitheal.protocol.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** W3C trace context in the headers of a call. */
public final class TraceHeaders {
  static final String PARENT = "traceparent";

  static final TextMapGetter<Function<String, @Nullable String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Function<String, @Nullable String> carrier) {
          return List.of(PARENT, "tracestate");
        }

        @Override
        public @Nullable String get(
            @Nullable Function<String, @Nullable String> carrier, String key) {
          return carrier == null ? null : carrier.apply(key);
        }
      };

  private TraceHeaders() {}

  /**
   * Adds the trace in which the calling thread works, if any, to a call.
   *
   * @param header takes a name and a value
   */
  public static void add(BiConsumer<String, String> header) {
    add(Context.current(), header);
  }

  static void add(Context context, BiConsumer<String, String> header) {
    if (Span.fromContext(context).getSpanContext().isValid()) {
      W3CTraceContextPropagator.getInstance()
          .inject(
              context,
              header,
              (carrier, name, value) -> {
                if (carrier != null) {
                  carrier.accept(name, value);
                }
              });
    }
  }
}
