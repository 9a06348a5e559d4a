package org.meitheal.worker.door;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.protocol.scheduler.ExecutionOutcome.State;
import org.meitheal.worker.execution.LeadAnswer;
import org.meitheal.worker.execution.LeadWork;
import org.meitheal.worker.execution.OwnPlan;
import org.meitheal.worker.execution.OwnPlans;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.memory.MemoryLease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs requests by plans, and tells how they ended. */
final class PlannedRuns {
  private static final Logger log = LoggerFactory.getLogger(PlannedRuns.class);

  private final PlanSource source;
  private final OwnPlans plans;
  private final Inferences inferences;
  private final Duration patience;
  private final String device;

  /**
   * @param patience for a plan, at most
   */
  PlannedRuns(
      PlanSource source, OwnPlans plans, Inferences inferences, Duration patience, String device) {
    this.source = source;
    this.plans = plans;
    this.inferences = inferences;
    this.patience = patience;
    this.device = device;
  }

  /**
   * Null where it is to be run alone: there is no plan in time, or it is of no use.
   *
   * @param lease of its input
   * @throws InferenceException when there will be no result, alone neither
   */
  @Nullable LeadAnswer run(DoorRequest request, MemoryLease lease) {
    OwnPlan plan =
        request.isPlanned()
            ? source.ask(request.toPlan(inferences.now()), request.patience(patience))
            : null;
    return plan == null ? null : carryOut(plan, request, lease);
  }

  private @Nullable LeadAnswer carryOut(OwnPlan plan, DoorRequest request, MemoryLease lease) {
    LeadWork work = new LeadWork(request.input(), result -> answer(plan, request, result));
    ExecutionOutcome outcome = outcome(State.FAILED, request, "an internal error");
    try {
      LeadAnswer answer = plans.carryOut(plan, request.model(), request.order(), work, lease);
      double actualMs = request.elapsedMs(inferences.now());
      outcome = ExecutionOutcome.completed(actualMs, answer.timings(), answer.parts());
      return answer;
    } catch (InferenceException failure) {
      outcome = outcome(state(failure.kind()), request, failure.text());
      if (isFinal(failure.kind(), plan)) {
        throw failure;
      }
    } catch (TicketException | OipException | MemoryExhaustedException useless) {
      outcome = outcome(State.FAILED, request, String.valueOf(useless.getMessage()));
    } finally {
      source.ended(plan, outcome);
    }
    log.atInfo()
        .addKeyValue("execution", plan.committed().execution())
        .addKeyValue("reason", String.valueOf(outcome.error()))
        .log("a plan could not be carried out: running alone");
    return null;
  }

  private EncodedResponse answer(OwnPlan plan, DoorRequest request, LeadWork.Result result) {
    long now = inferences.now();
    DecisionView decision = plan.committed().decision();
    return request.answer(
        result.logits(),
        new Receipt(
            decision.id(),
            decision.placement(),
            devices(result.parts()),
            Math.max(1, result.parts().size()),
            decision.predictedMs(),
            request.elapsedMs(now),
            request.isInTime(now),
            1));
  }

  /** The lead first. */
  private String devices(List<PartRun> parts) {
    return parts.isEmpty()
        ? device
        : parts.stream().map(PartRun::device).distinct().collect(Collectors.joining(","));
  }

  private ExecutionOutcome outcome(State state, DoorRequest request, String why) {
    return ExecutionOutcome.without(state, request.elapsedMs(inferences.now()), why);
  }

  private static State state(Kind kind) {
    return switch (kind) {
      case CANCELLED -> State.CANCELLED;
      case DEADLINE_EXCEEDED -> State.EXPIRED;
      default -> State.FAILED;
    };
  }

  /** Whether running it alone would end as it did. */
  private static boolean isFinal(Kind kind, OwnPlan plan) {
    return kind == Kind.CANCELLED
        || kind == Kind.DEADLINE_EXCEEDED
        || (kind == Kind.FAILED && plan.committed().division() == null);
  }
}
