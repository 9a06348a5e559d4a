package org.meitheal.scheduler.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.scheduler.execution.ExecutionState.Cancelled;
import org.meitheal.scheduler.execution.ExecutionState.Completed;
import org.meitheal.scheduler.execution.ExecutionState.Expired;
import org.meitheal.scheduler.execution.ExecutionState.Failed;
import org.meitheal.scheduler.execution.ExecutionState.Rejected;
import org.meitheal.scheduler.execution.ExecutionState.Running;
import org.meitheal.scheduler.planning.Planned;

/** An execution as the record shows it. */
final class ExecutionViews {
  private ExecutionViews() {}

  static ExecutionView of(Execution execution) {
    double deadlineMs = execution.ask().terms().deadline().toNanos() / 1e6;
    return switch (execution.state()) {
      case Running running -> view(execution, "running", running, null, null, null, null, null);
      case Completed(Running last, double actualMs, Timings timings, List<PartRun> parts) ->
          view(
              execution,
              "completed",
              last,
              actualMs,
              actualMs <= deadlineMs,
              timings,
              parts.isEmpty() ? null : parts,
              null);
      case Rejected(Running last, String why) ->
          view(execution, "rejected", last, null, null, null, null, why);
      case Expired(Running last, double afterMs, String why) ->
          view(execution, "expired", last, afterMs, false, null, null, why);
      case Cancelled(Running last, String why) ->
          view(execution, "cancelled", last, null, null, null, null, why);
      case Failed(Running last, String why, _) ->
          view(execution, "failed", last, null, null, null, null, why);
    };
  }

  private static @Nullable Boolean clientFault(Execution execution) {
    boolean fault = execution.state() instanceof Failed failed && failed.clientFault();
    return fault ? true : null;
  }

  private static ExecutionView view(
      Execution execution,
      String state,
      Running last,
      @Nullable Double actualMs,
      @Nullable Boolean deadlineMet,
      @Nullable Timings timings,
      @Nullable List<PartRun> parts,
      @Nullable String error) {
    Planned planned = last.planned();
    DecisionView decision = planned == null ? null : planned.view();
    return new ExecutionView(
        execution.id(),
        decision == null ? "" : decision.id(),
        execution.ask().model().name(),
        state,
        decision == null ? null : decision.device(),
        decision == null ? null : decision.placement(),
        last.attempts(),
        execution.ask().terms().deadline().toNanos() / 1e6,
        decision == null ? null : decision.predictedMs(),
        actualMs,
        deadlineMet,
        timings,
        parts,
        error,
        execution.startedAt(),
        execution.ask().terms().priority(),
        execution.ask().terms().pipeline(),
        clientFault(execution));
  }
}
