package org.meitheal.dashboard.pulse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.decision.DecisionRow.Verdict;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/**
 * What became of one request.
 *
 * @param key one for each request: its execution, or the decision that refused it
 * @param at when it was decided
 * @param device that led it
 * @param actualMs of a request that was answered
 * @param p90Ms that the prediction said for it; none where it ran again, or is not known
 * @param computedMs that the device took to compute it alone
 * @param reckonedMs that the prediction said for that
 */
public record Outcome(
    String key,
    Instant at,
    String model,
    @Nullable String device,
    Verdict verdict,
    @Nullable Double actualMs,
    @Nullable Double p90Ms,
    @Nullable Double computedMs,
    @Nullable Double reckonedMs) {
  /** The standard normal's 0.9-quantile: the prediction's deviation is made from its p90 so. */
  private static final double Z90 = 1.2815515655446004;

  /** None of a plan that was only asked for. */
  static @Nullable Outcome of(DecisionView decision) {
    ExecutionView execution = decision.execution();
    Verdict verdict = DecisionRow.verdict(decision, execution);
    if (verdict == Verdict.PLANNED) {
      return null;
    }
    return execution == null
        ? of(decision.id(), decision, decision.device(), verdict, null, null, null)
        : of(decision, execution, verdict);
  }

  /** Only an answer of the first attempt can be compared with what was predicted for it. */
  private static Outcome of(DecisionView decision, ExecutionView execution, Verdict verdict) {
    boolean answered = execution.state().equalsIgnoreCase("completed");
    CandidateView chosen = answered && execution.attempts() == 1 ? chosen(decision) : null;
    Timings timings = chosen != null && chosen.split() == null ? execution.timings() : null;
    return of(
        execution.id(),
        decision,
        execution.device(),
        verdict,
        answered ? execution.actualMs() : null,
        chosen,
        timings);
  }

  private static Outcome of(
      String key,
      DecisionView decision,
      @Nullable String device,
      Verdict verdict,
      @Nullable Double actualMs,
      @Nullable CandidateView chosen,
      @Nullable Timings timings) {
    return new Outcome(
        key,
        decision.at(),
        decision.model(),
        device,
        verdict,
        actualMs,
        chosen == null ? null : p90(chosen),
        timings == null ? null : timings.computeMs(),
        timings == null || chosen == null ? null : chosen.computeMs());
  }

  private static @Nullable CandidateView chosen(DecisionView decision) {
    return decision.candidates().stream().filter(CandidateView::chosen).findFirst().orElse(null);
  }

  private static @Nullable Double p90(CandidateView candidate) {
    Double mean = candidate.predictedMs();
    Double deviation = candidate.standardDeviationMs();
    return mean == null || deviation == null ? null : mean + Z90 * deviation;
  }
}
