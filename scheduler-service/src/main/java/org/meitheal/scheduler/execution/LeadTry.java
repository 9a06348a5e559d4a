package org.meitheal.scheduler.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.meitheal.core.placement.Candidate;
import org.meitheal.core.placement.Decision;
import org.meitheal.core.placement.Split;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.trace.Step;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.execution.SignedPlans.Signed;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.input.InputFailedException;
import org.meitheal.scheduler.lead.Lead;
import org.meitheal.scheduler.lead.LeadAnswer;
import org.meitheal.scheduler.lead.LeadCall;
import org.meitheal.scheduler.lead.LeadClient;
import org.meitheal.scheduler.lead.LeadRequest;
import org.meitheal.scheduler.planning.Planned;

/** One attempt: the signed plan and the input to the lead, its answer back. */
final class LeadTry {
  private final SiteFleet fleet;
  private final LeadClient client;
  private final SignedPlans plans;
  private final Executions executions;
  private final Placing placing;

  /** What a body may hold at most, for inputs whose end is not known yet. */
  private final long bodyLimit;

  LeadTry(
      SiteFleet fleet,
      LeadClient client,
      SignedPlans plans,
      Executions executions,
      Placing placing,
      long bodyLimit) {
    this.fleet = fleet;
    this.client = client;
    this.plans = plans;
    this.executions = executions;
    this.placing = placing;
    this.bodyLimit = bodyLimit;
  }

  LeadAnswer run(Call call, Execution execution, Decision.Chosen chosen, int attempt)
      throws InputFailedException {
    Optional<Lead> lead = plans.lead(chosen.candidate().device());
    if (lead.isEmpty()) {
      return new LeadAnswer.Lost("it has just left the fleet");
    }
    Candidate candidate = chosen.candidate();
    long length = call.input().length();
    Signed plan =
        plans.sign(execution, candidate, lead.get(), attempt, length >= 0 ? length : bodyLimit);
    if (plan == null) {
      return new LeadAnswer.Unsent("one of the helpers has just left the fleet");
    }
    LeadRequest request =
        new LeadRequest(
            execution.id(),
            plan.ticket(),
            plan.division(),
            call.input(),
            call.contentType(),
            call.oipHeaderLength());
    try (SignedPlans.Taken _ = plans.take(candidate, lead.get())) {
      return exchange(lead.get(), request, execution);
    }
  }

  /**
   * Takes the answer, if it is in time.
   *
   * @throws ExecutionException if it is not
   */
  Answer complete(Execution execution, LeadAnswer.Done done) {
    double actualMs = execution.elapsedMs();
    if (execution.timeLeft().isNegative()) {
      executions.end(execution, last -> last.expire(actualMs, "the answer came too late"));
    }
    executions.end(execution, last -> last.complete(actualMs, done.timings(), done.parts()));
    return switch (execution.state()) {
      case ExecutionState.Completed(ExecutionState.Running last, _, _, _) -> {
        placing.turnedOut(execution.ask(), last, actualMs);
        yield new Answer(done, receipt(last, actualMs));
      }
      case Ended ended -> throw Failures.of(execution, ended);
      case ExecutionState.Running _ -> throw new IllegalStateException("it was ended above");
    };
  }

  private LeadAnswer exchange(Lead lead, LeadRequest request, Execution execution)
      throws InputFailedException {
    // The call takes the step that is current when it is made.
    try (Step step = Step.begin("send").note("meitheal.device", lead.device().value())) {
      return exchange(lead, request, execution, step);
    }
  }

  private LeadAnswer exchange(Lead lead, LeadRequest request, Execution execution, Step step)
      throws InputFailedException {
    LeadCall call = client.call(lead, request);
    execution.whenStopped(() -> {
      call.cancel();
      client.cancel(lead, execution.id(), request.ticket());
    });
    long start = System.nanoTime();
    try {
      LeadAnswer answer = call.run();
      if (!(answer instanceof LeadAnswer.Done)) {
        step.failed(answer.getClass().getSimpleName());
      }
      learn(lead, request, answer, Duration.ofNanos(System.nanoTime() - start));
      return answer;
    } finally {
      execution.notStoppable();
    }
  }

  /** What is left of the exchange without the lead's work was the link's. */
  private void learn(Lead lead, LeadRequest request, LeadAnswer answer, Duration exchange) {
    if (answer instanceof LeadAnswer.Done(_, _, _, Timings timings, List<PartRun> parts)
        && timings != null
        && parts.isEmpty()) {
      double workMs = timings.queueMs() + timings.computeMs() + timings.outputMs();
      Duration link = exchange.minusNanos((long) (workMs * 1e6));
      fleet.transferred(lead.device(), lead.url(), request.input().length(), link);
    }
  }

  private static Receipt receipt(ExecutionState.Running last, double actualMs) {
    Planned planned = last.planned();
    if (planned == null) {
      throw new IllegalStateException("an answer has a decision");
    }
    DecisionView decision = planned.view();
    Split split = planned.decision().split();
    return new Receipt(
        decision.id(),
        decision.placement(),
        split == null
            ? String.valueOf(decision.device())
            : String.join(",", Divisions.devices(split)),
        split == null ? 1 : split.devices().size(),
        decision.predictedMs(),
        actualMs,
        true,
        last.attempts());
  }
}
