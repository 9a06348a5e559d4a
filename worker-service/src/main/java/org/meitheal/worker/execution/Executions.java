package org.meitheal.worker.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PlanClaims;

/** The plans that this worker leads at the moment, so that they can be cancelled. */
final class Executions {
  private final Map<Key, Led> led = new ConcurrentHashMap<>();

  private record Key(String execution, int attempt) {}

  /** One of them, from its ticket on. */
  static final class Led {
    private boolean cancelled;
    private @Nullable Runnable stop;

    /** Its input is here and it is queued; cancelled at once, if that was asked for before. */
    synchronized void started(Runnable cancel) {
      stop = cancel;
      if (cancelled) {
        cancel.run();
      }
    }

    synchronized void cancel() {
      cancelled = true;
      if (stop != null) {
        stop.run();
      }
    }
  }

  Led begin(PlanClaims plan) {
    Led execution = new Led();
    led.put(new Key(plan.execution(), plan.attempt()), execution);
    return execution;
  }

  void end(PlanClaims plan) {
    led.remove(new Key(plan.execution(), plan.attempt()));
  }

  /**
   * All attempts of it.
   *
   * @return whether there was any
   */
  boolean cancel(String execution) {
    boolean found = false;
    for (Map.Entry<Key, Led> entry : led.entrySet()) {
      if (entry.getKey().execution.equals(execution)) {
        entry.getValue().cancel();
        found = true;
      }
    }
    return found;
  }
}
