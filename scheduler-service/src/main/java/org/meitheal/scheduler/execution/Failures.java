package org.meitheal.scheduler.execution;

import org.meitheal.scheduler.execution.ExecutionState.Cancelled;
import org.meitheal.scheduler.execution.ExecutionState.Completed;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.execution.ExecutionState.Expired;
import org.meitheal.scheduler.execution.ExecutionState.Failed;
import org.meitheal.scheduler.execution.ExecutionState.Rejected;
import org.meitheal.scheduler.planning.Planned;

/** What a client is told of an execution that another thread ended. */
final class Failures {
  private Failures() {}

  static ExecutionException of(Execution execution, Ended ended) {
    Planned planned = ended.last().planned();
    String decision = planned == null ? null : planned.id();
    return switch (ended) {
      case Expired(_, double afterMs, String why) ->
          new ExecutionException(
              504,
              "deadline-exceeded",
              "%s: no answer within %.0f of %.0f ms"
                  .formatted(why, afterMs, execution.ask().terms().deadline().toNanos() / 1e6),
              null,
              decision);
      case Cancelled(_, String why) ->
          new ExecutionException(409, "cancelled", why, null, decision);
      case Failed(_, String why, _) ->
          new ExecutionException(503, "leads-failed", why, null, decision);
      case Rejected(_, String why) -> new ExecutionException(503, "rejected", why, null, decision);
      case Completed _ -> throw new IllegalStateException(execution.id() + " has its answer");
    };
  }
}
