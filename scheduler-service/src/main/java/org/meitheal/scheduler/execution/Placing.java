package org.meitheal.scheduler.execution;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.placement.Decision;
import org.meitheal.protocol.trace.Step;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.planning.Ask;
import org.meitheal.scheduler.planning.Attempt;
import org.meitheal.scheduler.planning.Planned;
import org.meitheal.scheduler.planning.Planning;
import org.slf4j.MDC;

/** Decides where attempts are made, and learns how that turned out. */
final class Placing {
  /** A burning budget is not whole again at once. */
  private static final Duration SHED_FOR = Duration.ofSeconds(10);

  private final Planning planning;
  private final Executions executions;

  Placing(Planning planning, Executions executions) {
    this.planning = planning;
    this.executions = executions;
  }

  /**
   * @throws ExecutionException if there is no place for it, or it has ended meanwhile
   */
  Decision.Chosen place(Execution execution, Attempt attempt) {
    Planned planned = plan(execution, attempt);
    if (!executions.attempt(execution, planned)) {
      throw Failures.of(execution, ended(execution));
    }
    return switch (planned.decision().outcome()) {
      case Decision.Chosen chosen -> chosen;
      case Decision.Infeasible(String why) ->
          throw refuse(execution, attempt, why, 504, "deadline-infeasible", null);
      case Decision.NoCapacity(String why) ->
          throw refuse(execution, attempt, why, 503, "no-capacity", Duration.ofSeconds(1));
      case Decision.Shed(String why) ->
          throw refuse(execution, attempt, why, 503, "shed", SHED_FOR);
    };
  }

  private Planned plan(Execution execution, Attempt attempt) {
    try (Step step = Step.begin("decide")) {
      Planned planned = planning.plan(execution.ask(), attempt);
      step.note("meitheal.execution", execution.id()).note("meitheal.decision", planned.id());
      MDC.put("decision", planned.id());
      return planned;
    }
  }

  /**
   * It was completed: predictions like its own learn from that.
   *
   * @param last what it was before
   */
  void turnedOut(Ask ask, ExecutionState.Running last, double actualMs) {
    Planned planned = last.planned();
    if (planned != null && last.attempts() == 1) {
      planning.turnedOut(ask, planned, actualMs);
    }
  }

  private ExecutionException refuse(
      Execution execution,
      Attempt attempt,
      String why,
      int status,
      String code,
      @Nullable Duration retryAfter) {
    String because = attempt.because();
    String whole = because == null ? why : because + "; then: " + why;
    if (attempt.number() == 1) {
      executions.end(execution, last -> last.reject(whole));
    } else {
      executions.end(execution, last -> last.fail(whole));
    }
    return new ExecutionException(status, code, whole, retryAfter, decision(execution));
  }

  static Ended ended(Execution execution) {
    if (execution.state() instanceof Ended ended) {
      return ended;
    }
    throw new IllegalStateException(execution.id() + " still runs");
  }

  /** None before the first attempt. */
  static @Nullable String decision(Execution execution) {
    String decision = ExecutionViews.of(execution).decision();
    return decision.isEmpty() ? null : decision;
  }
}
