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
import org.meitheal.scheduler.fleet.SiteFleet;
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
  private final Outcomes outcomes = new Outcomes();

  Planning(
      NodeId site,
      Planner planner,
      SiteFleet fleet,
      DecisionRecord record,
      RecordIds ids,
      InstantSource clock) {
    this.site = site;
    this.planner = planner;
    this.fleet = fleet;
    this.record = record;
    this.ids = ids;
    this.clock = clock;
  }

  public Planned plan(Ask ask, Attempt attempt) {
    Fleet snapshot = fleet.snapshot();
    PlacementRequest request = request(ask, attempt);
    Decision decision = planner.decide(request, snapshot);
    KnownSamples samples = samples(request, decision, snapshot);
    Planned planned =
        new Planned(
            DecisionViews.of(
                ids.next(), clock.instant(), ask, attempt, snapshot, decision, samples),
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

  private PlacementRequest request(Ask ask, Attempt attempt) {
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
        terms.targetReliability(),
        terms.forced(),
        attempt.excluded(),
        ask.divisible(),
        terms.maxDevices(),
        outcomes.of(ask),
        door);
  }
}
