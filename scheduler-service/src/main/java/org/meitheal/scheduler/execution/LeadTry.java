package org.meitheal.scheduler.execution;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Candidate;
import org.meitheal.core.placement.Decision;
import org.meitheal.core.placement.Prediction;
import org.meitheal.core.placement.Split;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.fleet.Commitment;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.input.InputFailedException;
import org.meitheal.scheduler.lead.Lead;
import org.meitheal.scheduler.lead.LeadAnswer;
import org.meitheal.scheduler.lead.LeadCall;
import org.meitheal.scheduler.lead.LeadClient;
import org.meitheal.scheduler.lead.LeadRequest;
import org.meitheal.scheduler.planning.Ask;
import org.meitheal.scheduler.planning.Planned;
import org.meitheal.scheduler.planning.Planning;
import org.meitheal.scheduler.planning.TicketSigner;

/** One attempt: the signed plan and the input to the lead, its answer back. */
final class LeadTry {
  private final SiteFleet fleet;
  private final LeadClient client;
  private final TicketSigner tickets;
  private final Executions executions;
  private final Divisions divisions;
  private final Planning planning;

  /** What a body may hold at most, for inputs whose end is not known yet. */
  private final long bodyLimit;

  LeadTry(
      SiteFleet fleet,
      LeadClient client,
      TicketSigner tickets,
      Executions executions,
      Planning planning,
      long bodyLimit) {
    this.fleet = fleet;
    this.client = client;
    this.tickets = tickets;
    this.executions = executions;
    this.planning = planning;
    this.divisions = new Divisions(fleet, tickets);
    this.bodyLimit = bodyLimit;
  }

  LeadAnswer run(Call call, Execution execution, Decision.Chosen chosen, int attempt)
      throws InputFailedException {
    Optional<Lead> lead = lead(chosen.candidate().device());
    if (lead.isEmpty()) {
      return new LeadAnswer.Lost("it has just left the fleet");
    }
    Candidate candidate = chosen.candidate();
    Split split = candidate.split();
    String division = split == null ? null : divisions.text(split);
    if (split != null && division == null) {
      return new LeadAnswer.Unsent("one of the helpers has just left the fleet");
    }
    PlanClaims claims = claims(call, execution, candidate, lead.get(), attempt, division);
    DivisibleWork work = call.ask().divisible();
    String dividedPlan =
        split == null || division == null || work == null
            ? null
            : divisions.plan(split, division, claims, work).toHeader();
    LeadRequest request =
        new LeadRequest(
            execution.id(),
            tickets.sign(claims),
            dividedPlan,
            call.input(),
            call.contentType(),
            call.oipHeaderLength());
    try (Taken _ = take(candidate, lead.get())) {
      return exchange(lead.get(), request, execution);
    }
  }

  /** The lanes that it takes, until it is done. */
  private Taken take(Candidate candidate, Lead lead) {
    Split split = candidate.split();
    if (split == null) {
      return new Taken(List.of(fleet.commit(lead.device(), laneTime(candidate))));
    }
    List<Commitment> taken = new ArrayList<>();
    for (int part = 0; part < split.devices().size(); part++) {
      Duration laneTime = Duration.ofNanos(Math.round(split.laneMs().get(part) * 1e6));
      taken.add(fleet.commit(split.devices().get(part), laneTime));
    }
    return new Taken(taken);
  }

  private record Taken(List<Commitment> lanes) implements AutoCloseable {
    @Override
    public void close() {
      lanes.forEach(Commitment::close);
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
        learn(execution.ask(), last, actualMs);
        yield new Answer(done, receipt(last, actualMs));
      }
      case Ended ended -> throw Failures.of(execution, ended);
      case ExecutionState.Running _ -> throw new IllegalStateException("it was ended above");
    };
  }

  private void learn(Ask ask, ExecutionState.Running last, double actualMs) {
    Planned planned = last.planned();
    if (planned != null && last.attempts() == 1) {
      planning.turnedOut(ask, planned, actualMs);
    }
  }

  private LeadAnswer exchange(Lead lead, LeadRequest request, Execution execution)
      throws InputFailedException {
    LeadCall call = client.call(lead, request);
    execution.whenStopped(() -> {
      call.cancel();
      client.cancel(lead, execution.id(), request.ticket());
    });
    long start = System.nanoTime();
    try {
      LeadAnswer answer = call.run();
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

  private Optional<Lead> lead(@Nullable DeviceId device) {
    return Optional.ofNullable(device)
        .flatMap(fleet::device)
        .map(view -> new Lead(new DeviceId(view.id()), URI.create(view.url()), view.epoch()));
  }

  private PlanClaims claims(
      Call call,
      Execution execution,
      Candidate candidate,
      Lead lead,
      int attempt,
      @Nullable String division) {
    Ask ask = call.ask();
    long length = call.input().length();
    return new PlanClaims(
        execution.id(),
        attempt,
        decision(execution).id(),
        lead.device().value(),
        lead.epoch(),
        ask.model().name(),
        ask.model().version(),
        ask.model().sha256(),
        ask.task(),
        ask.terms().priority(),
        timeLeftMs(execution, candidate),
        laneTime(candidate).toNanos() / 1e6,
        length >= 0 ? length : bodyLimit,
        division == null ? null : Division.sha256(division));
  }

  /** The lead's clock starts when the header reaches it, and its answer has a way to go too. */
  private static double timeLeftMs(Execution execution, Candidate candidate) {
    double leftMs = execution.timeLeft().toNanos() / 1e6;
    Double roundTripMs = candidate.roundTripMs();
    Prediction prediction = candidate.prediction();
    double onTheWayMs =
        (roundTripMs == null ? 0 : roundTripMs / 2)
            + (prediction == null ? 0 : prediction.returnMs());
    return Math.max(0, leftMs - onTheWayMs);
  }

  private static Duration laneTime(Candidate candidate) {
    Prediction prediction = candidate.prediction();
    return Duration.ofNanos(prediction == null ? 0 : (long) (prediction.computeMs() * 1e6));
  }

  private static Planned decision(Execution execution) {
    if (execution.state() instanceof ExecutionState.Running(_, Planned planned)
        && planned != null) {
      return planned;
    }
    if (execution.state() instanceof Ended ended) {
      throw Failures.of(execution, ended);
    }
    throw new IllegalStateException("it was planned before it is sent");
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
