package org.meitheal.scheduler.execution;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Candidate;
import org.meitheal.core.placement.Prediction;
import org.meitheal.core.placement.Split;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.fleet.Commitment;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.lead.Lead;
import org.meitheal.scheduler.planning.Ask;
import org.meitheal.scheduler.planning.Planned;
import org.meitheal.scheduler.planning.TicketSigner;

/** What a chosen candidate's lead needs to carry it out, and the lanes that this takes. */
final class SignedPlans {
  private final SiteFleet fleet;
  private final TicketSigner tickets;
  private final Divisions divisions;

  SignedPlans(SiteFleet fleet, TicketSigner tickets) {
    this.fleet = fleet;
    this.tickets = tickets;
    this.divisions = new Divisions(fleet, tickets);
  }

  /**
   * @param ticket the signed plan
   * @param division the divided plan as a header; none where the lead does all of it
   */
  record Signed(String ticket, @Nullable String division) {}

  /** Lanes, until closed. */
  record Taken(List<Commitment> lanes) implements AutoCloseable {
    @Override
    public void close() {
      lanes.forEach(Commitment::close);
    }
  }

  /** None if it has left the fleet. */
  Optional<Lead> lead(@Nullable DeviceId device) {
    return Optional.ofNullable(device)
        .flatMap(fleet::device)
        .map(view -> new Lead(new DeviceId(view.id()), URI.create(view.url()), view.epoch()));
  }

  /**
   * None if one of those that are to take part has just left the fleet.
   *
   * @param mostBytes that the body may have
   */
  @Nullable Signed sign(
      Execution execution, Candidate candidate, Lead lead, int attempt, long mostBytes) {
    Split split = candidate.split();
    String division = split == null ? null : divisions.text(split);
    if (split != null && division == null) {
      return null;
    }
    PlanClaims claims = claims(execution, candidate, lead, attempt, mostBytes, division);
    DivisibleWork work = execution.ask().divisible();
    String dividedPlan =
        split == null || division == null || work == null
            ? null
            : divisions.plan(split, division, claims, work).toHeader();
    return new Signed(tickets.sign(claims), dividedPlan);
  }

  /** The lanes that it takes, until it is done. */
  Taken take(Candidate candidate, Lead lead) {
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

  private static PlanClaims claims(
      Execution execution,
      Candidate candidate,
      Lead lead,
      int attempt,
      long mostBytes,
      @Nullable String division) {
    Ask ask = execution.ask();
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
        mostBytes,
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
}
