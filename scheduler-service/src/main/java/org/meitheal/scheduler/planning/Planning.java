package org.meitheal.scheduler.planning;

import java.time.Duration;
import java.time.InstantSource;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.placement.Candidate;
import org.meitheal.core.placement.Decision;
import org.meitheal.core.placement.PlacementRequest;
import org.meitheal.core.placement.Planner;
import org.meitheal.core.slo.Guidance;
import org.meitheal.core.slo.Selector.Subject;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.objective.Objectives;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.RecordIds;

/** Decides where a request is done, and puts the decision on record. */
public final class Planning {
  private final NodeId site;
  private final Planner planner;
  private final SiteFleet fleet;
  private final DecisionRecord record;
  private final RecordIds ids;
  private final InstantSource clock;
  private final Objectives objectives;
  private final Outcomes outcomes = new Outcomes();

  Planning(
      NodeId site,
      Planner planner,
      SiteFleet fleet,
      DecisionRecord record,
      RecordIds ids,
      InstantSource clock,
      Objectives objectives) {
    this.site = site;
    this.planner = planner;
    this.fleet = fleet;
    this.record = record;
    this.ids = ids;
    this.clock = clock;
    this.objectives = objectives;
  }

  public Planned plan(Ask ask, Attempt attempt) {
    Fleet snapshot = fleet.snapshot();
    Guidance guidance = guidance(ask);
    PlacementRequest request = request(ask, attempt, guidance.target());
    Decision decision = admitted(planner.decide(request, snapshot), attempt, guidance);
    KnownSamples samples = samples(request, decision, snapshot);
    Planned planned =
        new Planned(
            DecisionViews.of(
                ids.next(), clock.instant(), ask, attempt, snapshot, guidance, decision, samples),
            decision);
    record.decided(planned.view(), attempt.execution());
    return planned;
  }

  /** Its answer came, with no other attempt before: predictions like it learn from that. */
  public void turnedOut(Ask ask, Planned planned, double actualMs) {
    if (planned.decision().outcome() instanceof Decision.Chosen(Candidate chosen, _, _)) {
      outcomes.add(ask, chosen, actualMs);
    }
  }

  private KnownSamples samples(PlacementRequest request, Decision decision, Fleet snapshot) {
    NodeId origin = request.origin();
    return new KnownSamples(
        snapshot,
        origin,
        request.model(),
        decision.candidates(),
        device -> fleet.linkAge(origin, device, clock.instant()));
  }

  private Guidance guidance(Ask ask) {
    Terms terms = ask.terms();
    return objectives.guide(
        new Subject(ask.model().name(), terms.pipeline(), terms.priority()),
        terms.targetReliability(),
        terms.targetNamed());
  }

  /** What was admitted once is not shed when it is planned again. */
  private static Decision admitted(Decision decision, Attempt attempt, Guidance guidance) {
    String floorBy = guidance.floorBy();
    return floorBy == null || attempt.number() > 1
        ? decision
        : decision.sheddingUnder(guidance.floor(), "objective " + floorBy + ", whose budget burns");
  }

  private PlacementRequest request(Ask ask, Attempt attempt, double target) {
    Terms terms = ask.terms();
    Duration left = attempt.timeLeft();
    DeviceId door = ask.door();
    return new PlacementRequest(
        ask.model().name(),
        ask.model().sha256(),
        door == null ? site : new NodeId(door.value()),
        terms.source(),
        ask.inputBytes(),
        ask.outputBytes(),
        ask.multiplyAdds(),
        left.isNegative() ? Duration.ZERO : left,
        terms.objective(),
        target,
        terms.forced(),
        attempt.excluded(),
        ask.divisible(),
        terms.maxDevices(),
        outcomes.of(ask),
        door);
  }
}
