package org.meitheal.protocol.trace;

import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace and the ids of log lines of one thread, for work that goes on in another. */
public final class Carried {
  private final Context context;
  private final @Nullable Map<String, String> ids;

  private Carried(Context context, @Nullable Map<String, String> ids) {
    this.context = context;
    this.ids = ids;
  }

  /** Those of the calling thread. */
  public static Carried here() {
    return new Carried(Context.current(), MDC.getCopyOfContextMap());
  }

  /** The same work, within this trace, for a thread of its own. */
  public Runnable around(Runnable work) {
    if (context.equals(Context.root()) && (ids == null || ids.isEmpty())) {
      return work;
    }
    return context.wrap(() -> {
      if (ids != null) {
        MDC.setContextMap(ids);
      }
      work.run();
    });
  }

  /** Adds the trace to a call. */
  public void addTo(BiConsumer<String, String> header) {
    TraceHeaders.add(context, header);
  }
}
