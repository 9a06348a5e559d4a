package org.meitheal.core.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.compute.ComputeTime;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.link.LinkEstimator;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.core.split.Member;
import org.meitheal.core.split.PairLink;
import org.meitheal.core.split.Place;
import org.meitheal.core.split.SplitDecision;
import org.meitheal.core.split.SplitDecision.Divided;
import org.meitheal.core.split.SplitDecision.Undivided;
import org.meitheal.core.split.SplitForecast;
import org.meitheal.core.split.SplitForecast.PartForecast;
import org.meitheal.core.split.SplitPlan;
import org.meitheal.core.split.SplitPlanner;
import org.meitheal.core.split.SplitRequest;

/**
 * The one candidate that several devices make together. The device whose own answer would be back
 * first leads it: it is fast, near, or both. Unless the request names another.
 */
final class Dividing {
  private final PlannerSettings settings;
  private final SplitPlanner planner;
  private final LinkEstimator estimator;

  Dividing(PlannerSettings settings, LinkEstimator estimator) {
    this.settings = settings;
    this.planner = new SplitPlanner(settings.split());
    this.estimator = estimator;
  }

  /**
   * None where there is nothing to divide, or nobody to divide it among; where just that is asked
   * for, one that says so.
   *
   * @param priced every single device that was considered
   */
  @Nullable Candidate candidate(
      PlacementRequest request, Fleet fleet, List<Priced> priced, Pricing pricing) {
    DivisibleWork work = request.divisible();
    List<Priced> able =
        priced.stream()
            .filter(one -> one.reach().couldTakePart() && one.candidate().prediction() != null)
            .filter(one -> !fleet.undividing().containsKey(id(one)))
            .sorted(leadFirst(request).thenComparingDouble(Dividing::meanMs))
            .limit(request.maxDevices())
            .toList();
    String excluded = excluded(fleet, priced);
    String impossible = impossible(request, able, excluded);
    if (work == null || impossible != null) {
      return request.forced() == Placement.PARTITIONED ? nothing(impossible) : null;
    }
    Priced lead = able.getFirst();
    if (isNeedless(request, able)) {
      return undivided(lead.candidate(), "one device is in time, and several cost more");
    }
    List<Member> members = able.stream().map(one -> member(one.reach())).toList();
    List<PairLink> links = links(fleet, members);
    SplitRequest asked =
        new SplitRequest(
            work,
            members.getFirst(),
            members.subList(1, members.size()),
            links,
            thereMs(lead.candidate()),
            true);
    SplitDecision decision = planner.decide(asked);
    return switch (decision) {
      case Divided(SplitPlan plan) ->
          divided(request, lead, plan, occupiedMs(plan, links), pricing);
      case Undivided(String reason) -> undivided(lead.candidate(), reason + excluded);
    };
  }

  /** Who could take part, but for what is held against them; empty where there is nobody. */
  private static String excluded(Fleet fleet, List<Priced> priced) {
    return priced.stream()
        .filter(one -> one.reach().couldTakePart() && fleet.undividing().containsKey(id(one)))
        .map(
            one -> "; excluded from divisions: " + id(one) + ", " + fleet.undividing().get(id(one)))
        .collect(Collectors.joining());
  }

  private static DeviceId id(Priced one) {
    return one.reach().device().id();
  }

  private static @Nullable String impossible(
      PlacementRequest request, List<Priced> able, String excluded) {
    if (request.divisible() == null) {
      return "this model, or this input, cannot be divided";
    }
    if (request.maxDevices() < 2) {
      return "the request lets one device take part only";
    }
    if (able.isEmpty()) {
      return "no device can take part" + excluded;
    }
    if (!mayLead(request, able.getFirst())) {
      return "the request is to be led by "
          + request.lead()
          + ", which cannot take part"
          + excluded;
    }
    long lanes = able.stream().mapToLong(one -> one.candidate().lanes()).sum();
    return lanes < 2
        ? "nobody to divide it among: only "
            + able.getFirst().candidate().device()
            + " can take part"
            + excluded
        : null;
  }

  private static boolean mayLead(PlacementRequest request, Priced one) {
    DeviceId lead = request.lead();
    return lead == null || lead.equals(one.reach().device().id());
  }

  private static Comparator<Priced> leadFirst(PlacementRequest request) {
    return Comparator.comparing(one -> !mayLead(request, one));
  }

  /**
   * What the best single device takes once it has the input, as a division's forecast counts too:
   * by the model, before outcomes correct either.
   */
  private static double thereMs(Candidate single) {
    Prediction prediction = Objects.requireNonNull(single.prediction());
    return Math.max(Double.MIN_NORMAL, prediction.waitMs() + prediction.computeMs());
  }

  /** How long the links between those who take part are busy. */
  private double occupiedMs(SplitPlan plan, List<PairLink> links) {
    Set<DeviceId> taking = plan.places().stream().map(Place::device).collect(Collectors.toSet());
    double[] known =
        links.stream()
            .filter(link -> taking.contains(link.from()) && taking.contains(link.to()))
            .map(link -> link.estimate().bytesPerSecond())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double bytesPerSecond =
        known.length == 0 ? settings.assumedBytesPerSecond() : known[known.length / 2];
    return plan.forecast().bytesSent() * 1e3 / bytesPerSecond;
  }

  /** Planning a division takes longer than all the rest, so it is done where it may be chosen. */
  private static boolean isNeedless(PlacementRequest request, List<Priced> able) {
    return request.objective() == Objective.FRUGAL
        && request.forced() == null
        && able.stream()
            .filter(one -> mayLead(request, one))
            .map(one -> Objects.requireNonNull(one.candidate().prediction()))
            .anyMatch(one -> one.probabilityInTime() >= request.targetReliability());
  }

  private Candidate divided(
      PlacementRequest request, Priced lead, SplitPlan plan, double linksMs, Pricing pricing) {
    SplitForecast forecast = plan.forecast();
    Candidate alone = lead.candidate();
    Road road = pricing.road(lead.reach());
    double othersMs = road.occupiedMs() + linksMs;
    for (int part = 0; part < plan.places().size(); part++) {
      boolean own = plan.places().get(part).device().equals(request.source());
      othersMs += own ? 0 : forecast.parts().get(part).laneMs();
    }
    return new Candidate(
        Placement.PARTITIONED,
        alone.device(),
        alone.lanes(),
        alone.idleLanes(),
        alone.roundTripMs(),
        alone.bytesPerSecond(),
        othersMs,
        pricing.predict(
            lead.reach(), new ComputeTime(forecast.meanMs(), forecast.standardDeviationMs()), road),
        split(plan),
        request.forced() == null || request.forced() == Placement.PARTITIONED
            ? null
            : "the request asks for " + Wording.name(request.forced()));
  }

  private static Candidate nothing(@Nullable String why) {
    return new Candidate(Placement.PARTITIONED, null, 0, 0, null, null, null, null, null, why);
  }

  private static Candidate undivided(Candidate lead, String reason) {
    return new Candidate(
        Placement.PARTITIONED,
        lead.device(),
        lead.lanes(),
        lead.idleLanes(),
        null,
        null,
        null,
        null,
        null,
        reason);
  }

  private static Split split(SplitPlan plan) {
    DeviceId lead = plan.places().getFirst().device();
    return new Split(
        plan.partition(),
        plan.places().stream().map(Place::device).toList(),
        plan.spares().stream()
            .map(spare ->
                spare.device().equals(lead)
                    ? Optional.<DeviceId>empty()
                    : Optional.of(spare.device()))
            .toList(),
        plan.forecast().parts().stream().map(PartForecast::laneMs).toList(),
        plan.forecast().bytesSent(),
        plan.forecast().haloMultiplyAdds(),
        plan.forecast().idealSpeedup());
  }

  private static Member member(Reach reach) {
    ModelSpeed speed = Objects.requireNonNull(reach.speed());
    List<Double> lanes = reach.device().laneFreeIn().stream().map(Dividing::millis).toList();
    return new Member(
        reach.device().id(),
        reach.device().cell(),
        lanes,
        speed.partSegments(),
        speed.relativeSpread());
  }

  private List<PairLink> links(Fleet fleet, List<Member> members) {
    Map<String, DeviceId> known = new HashMap<>();
    members.forEach(member -> known.put(member.device().value(), member.device()));
    List<PairLink> links = new ArrayList<>();
    SharedAir air = SharedAir.of(fleet.links(), members);
    for (LinkRecord link : fleet.links()) {
      DeviceId from = known.get(link.from().value());
      DeviceId to = known.get(link.to().value());
      LinkEstimate estimate = from == null || to == null ? null : estimator.estimate(link);
      if (from != null && to != null && estimate != null) {
        links.add(new PairLink(from, to, air.of(from, to, estimate)));
      }
    }
    return links;
  }

  private static double meanMs(Priced one) {
    return Objects.requireNonNull(one.candidate().prediction()).meanMs();
  }

  private static double millis(Duration duration) {
    return Reach.millis(duration);
  }
}
