package org.meitheal.dashboard.objective;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.decision.DecisionRow.Verdict;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.ExecutionView;

/**
 * An execution that spent budget.
 *
 * @param deadline the objective's, or else its own
 * @param why in the words of who gave up; a dash where it was only late
 */
public record SpenderRow(
    String id,
    String decision,
    String instant,
    String moment,
    Verdict verdict,
    String model,
    @Nullable String device,
    String actual,
    String deadline,
    String why) {
  /**
   * @param deadlineMs the objective's; none where each request's own counts
   */
  static SpenderRow of(ExecutionView execution, @Nullable Double deadlineMs) {
    Instant at = execution.startedAt();
    String error = execution.error();
    return new SpenderRow(
        execution.id(),
        execution.decision(),
        at.toString(),
        Quantities.moment(at),
        verdict(execution.state()),
        execution.model(),
        execution.device(),
        Quantities.milliseconds(execution.actualMs()),
        Quantities.milliseconds(deadlineMs == null ? execution.deadlineMs() : deadlineMs),
        error == null ? Quantities.UNKNOWN : error);
  }

  /** What was answered within its own deadline may be late for the objective. */
  private static Verdict verdict(String state) {
    return switch (state) {
      case "completed", "expired" -> Verdict.LATE;
      case "rejected" -> Verdict.REFUSED;
      default -> Verdict.FAILED;
    };
  }
}
