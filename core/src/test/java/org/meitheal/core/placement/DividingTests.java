package org.meitheal.core.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meitheal.core.placement.Decisions.chosen;
import static org.meitheal.core.placement.Divisibles.BIG;
import static org.meitheal.core.placement.Divisibles.SMALL;
import static org.meitheal.core.placement.Divisibles.device;
import static org.meitheal.core.placement.Divisibles.equalDevices;
import static org.meitheal.core.placement.Divisibles.request;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.core.link.RecentMedianEstimator;
import org.meitheal.core.placement.Decision.Chosen;
import org.meitheal.core.placement.Decision.NoCapacity;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.core.statistics.PredictionCalibration;

class DividingTests {
  private static final Fleets.Asked FASTEST = Fleets.asked().by(Objective.LATENCY).within(10_000);

  private final Planner planner =
      new ComparingPlanner(PlannerSettings.defaults(), new RecentMedianEstimator());

  @Test
  void aBigInputIsDividedWhereThatIsFastest() {
    Decision decision = planner.decide(request(FASTEST, BIG), equalDevices(4));

    Chosen chosen = chosen(decision);
    assertThat(chosen.candidate().placement()).isEqualTo(Placement.PARTITIONED);
    Split split = decision.split();
    assertThat(split.width()).isEqualTo(4);
    assertThat(split.lead()).isEqualTo(chosen.candidate().device());
    assertThat(split.laneMs()).allSatisfy(ms -> assertThat(ms).isPositive());
    assertThat(split.sentBytes()).isPositive();
    assertThat(split.idealSpeedup()).isBetween(2.0, 4.0);
    Prediction alone = Decisions.of(decision, split.lead().value()).prediction();
    assertThat(chosen.candidate().prediction().quantileMs()).isLessThan(alone.quantileMs() / 2);
    assertThat(chosen.candidate().costMs()).isGreaterThan(alone.computeMs());
  }

  @Test
  void partsArePricedByWhatPartsTookBefore() {
    Fleet slowInParts =
        Divisibles.fleet(
            List.of(
                Divisibles.measured(device("device-1"), 0.5, 6),
                Divisibles.measured(device("device-2"), 0.5, 6)));

    Decision decision = planner.decide(request(FASTEST, BIG), slowInParts);

    assertThat(divided(decision).split()).isNull();
    assertThat(Decisions.of(decision, "device-1").prediction().computeMs())
        .isEqualTo(
            Decisions.of(planner.decide(request(FASTEST, BIG), equalDevices(2)), "device-1")
                .prediction()
                .computeMs());
  }

  @Test
  void aLosersReasonTellsTheDivisionFromItsLead() {
    Decision decision = planner.decide(request(FASTEST, BIG), equalDevices(4));

    assertThat(decision.candidates())
        .filteredOn(candidate -> candidate.placement() == Placement.PEER)
        .hasSize(4)
        .allSatisfy(peer -> assertThat(peer.whyNot()).contains("for 4 devices led by device-1"));
  }

  @Test
  void aSmallInputIsNot() {
    Decision decision = planner.decide(request(FASTEST, SMALL), equalDevices(4));

    assertThat(chosen(decision).candidate().placement()).isEqualTo(Placement.PEER);
    assertThat(divided(decision).split()).isNull();
    assertThat(divided(decision).whyNot()).isNotBlank();
  }

  @Test
  void noMoreDevicesThanTheRequestAllows() {
    Decision decision =
        planner.decide(request(FASTEST, BIG, 2, PredictionHistory.NONE), equalDevices(5));

    assertThat(chosen(decision).candidate().placement()).isEqualTo(Placement.PARTITIONED);
    assertThat(decision.split().width()).isEqualTo(2);
    assertThat(decision.split().spares()).allMatch(spare -> spare.isEmpty());
  }

  @Test
  void whoIsExcludedFromDivisionsTakesNoPartButAnswersAlone() {
    Fleet fleet = excluding(equalDevices(4), "device-1", "device-3");

    Decision decision = planner.decide(request(FASTEST, BIG), fleet);

    assertThat(chosen(decision).candidate().placement()).isEqualTo(Placement.PARTITIONED);
    assertThat(decision.split().devices())
        .doesNotContain(new DeviceId("device-1"), new DeviceId("device-3"));
    assertThat(decision.split().spares())
        .allMatch(spare -> !fleet.undividing().containsKey(spare.orElse(new DeviceId("none"))));
    assertThat(Decisions.of(decision, "device-1").prediction()).isNotNull();
  }

  @Test
  void whereTooFewAreLeftTheObstacleIsSaid() {
    Fleet fleet = excluding(equalDevices(2), "device-2");

    Decision decision = planner.decide(request(FASTEST.only(Placement.PARTITIONED), BIG), fleet);

    assertThat(divided(decision).whyNot())
        .isEqualTo(
            "nobody to divide it among: only device-1 can take part; excluded from divisions:"
                + " device-2, its part differed");
  }

  private static Fleet excluding(Fleet fleet, String... devices) {
    Map<DeviceId, String> why =
        Arrays.stream(devices).collect(Collectors.toMap(DeviceId::new, _ -> "its part differed"));
    return new Fleet(fleet.version(), fleet.age(), fleet.devices(), fleet.links(), why);
  }

  @Test
  void whatMayNotBeUsedTakesNoPart() {
    Fleet fleet =
        Divisibles.fleet(
            List.of(
                device("device-1"),
                device("device-2"),
                Fleets.with(device("device-3"), OperatorState.CORDONED),
                device("device-4")));

    Decision decision = planner.decide(request(FASTEST.without("device-4"), BIG), fleet);

    Split split = decision.split();
    assertThat(split.devices()).containsOnly(new DeviceId("device-1"), new DeviceId("device-2"));
    assertThat(split.spares()).allMatch(spare -> spare.isEmpty());
  }

  @Test
  void theLanesOfOneDeviceShareTheWorkToo() {
    Fleet fleet = Divisibles.fleet(List.of(Fleets.withLanes(device("device-1"), 0, 0)));

    Decision decision = planner.decide(request(FASTEST, BIG), fleet);

    assertThat(decision.split().devices())
        .containsExactly(new DeviceId("device-1"), new DeviceId("device-1"));
    assertThat(decision.split().width()).isEqualTo(1);
  }

  @Test
  void anotherPlacementAskedForLeavesItUnchosen() {
    Decision decision = planner.decide(request(FASTEST.only(Placement.PEER), BIG), equalDevices(4));

    assertThat(chosen(decision).candidate().placement()).isEqualTo(Placement.PEER);
    assertThat(divided(decision).split()).isNotNull();
    assertThat(divided(decision).whyNot()).isEqualTo("the request asks for peer");
  }

  @Test
  void itIsChosenWhereItIsAskedForThoughItCostsMore() {
    Fleets.Asked frugal = Fleets.asked().within(10_000);

    assertThat(
            chosen(planner.decide(request(frugal, BIG), equalDevices(4))).candidate().placement())
        .isEqualTo(Placement.PEER);
    Decision forced =
        planner.decide(request(frugal.only(Placement.PARTITIONED), BIG), equalDevices(4));

    assertThat(chosen(forced).candidate().placement()).isEqualTo(Placement.PARTITIONED);
    assertThat(forced.candidates())
        .filteredOn(candidate -> candidate.placement() == Placement.PEER)
        .allMatch(peer -> peer.whyNot().equals("the request asks for partitioned"));
  }

  @Test
  void whereNobodyElseCanTakePartTheReasonSaysSo() {
    assertThat(refused(BIG, 8, equalDevices(1)))
        .isEqualTo(
            "the request asks for partitioned: no device can take it: nobody to divide it among:"
                + " only device-1 can take part");
    assertThat(refused(BIG, 8, equalDevices(0))).contains("no device can take part");
    assertThat(refused(BIG, 1, equalDevices(4))).contains("lets one device take part only");
    assertThat(refused(null, 8, equalDevices(4))).contains("cannot be divided");
    assertThat(refused(SMALL, 8, equalDevices(4))).contains("faster");
  }

  @Test
  void theDeviceThatHasTheInputLeads() {
    Fleet fleet =
        Divisibles.fleet(
            List.of(device("device-1"), device("device-2"), Fleets.withLanes(device("z-3"), 40)));

    Decision decision = planner.decide(request(FASTEST.atDoorOf("z-3"), BIG), fleet);

    Candidate chosen = chosen(decision).candidate();
    assertThat(chosen.placement()).isEqualTo(Placement.PARTITIONED);
    assertThat(chosen.device()).isEqualTo(new DeviceId("z-3"));
    assertThat(decision.split().lead()).isEqualTo(new DeviceId("z-3"));
    assertThat(decision.split().width()).isEqualTo(3);
    assertThat(chosen.prediction().sendMs()).isZero();
    assertThat(chosen.prediction().returnMs()).isZero();
    assertThat(decision.candidates())
        .filteredOn(candidate -> candidate.placement() == Placement.PEER)
        .hasSize(2)
        .allMatch(peer -> peer.whyNot().equals("the request is to be led by z-3"));
  }

  @Test
  void onlyTheLeadsOwnTimeMakesADivisionNeedless() {
    Fleet fleet =
        Divisibles.fleet(
            List.of(Fleets.device("cloud-1", Tier.CLOUD, 1), device("device-1"), device("z-3")));
    double aloneMs =
        Decisions.of(planner.decide(request(FASTEST.atDoorOf("z-3"), BIG), fleet), "z-3")
            .prediction()
            .meanMs();
    Fleets.Asked frugal = Fleets.asked().atDoorOf("z-3");

    assertThat(
            chosen(planner.decide(request(frugal.within(1.5 * aloneMs), BIG), fleet))
                .candidate()
                .placement())
        .isEqualTo(Placement.LOCAL);
    Decision late = planner.decide(request(frugal.within(0.8 * aloneMs), BIG), fleet);

    assertThat(chosen(late).candidate().placement()).isEqualTo(Placement.PARTITIONED);
    assertThat(late.split().lead()).isEqualTo(new DeviceId("z-3"));
  }

  @Test
  void nobodyElseLeadsWhereTheOneThatIsToMayNot() {
    Fleet fleet =
        Divisibles.fleet(
            List.of(
                device("device-1"),
                device("device-2"),
                Fleets.with(device("z-3"), OperatorState.CORDONED)));

    Decision decision = planner.decide(request(FASTEST.atDoorOf("z-3"), BIG), fleet);

    assertThat(decision.outcome()).isInstanceOf(NoCapacity.class);
    assertThat(((NoCapacity) decision.outcome()).why()).contains("cordoned by an operator");
  }

  @Test
  void aLeadWhoseSegmentsAreNotMeasuredDividesNothing() {
    Fleet fleet =
        Divisibles.fleet(List.of(Fleets.device("device-1", Tier.EDGE, 5), device("device-2")));

    assertThat(refused(BIG, 8, fleet)).contains("on device-1 is not measured yet");
  }

  @Test
  void outcomesMoveThePrediction() {
    double plainMs =
        divided(planner.decide(request(FASTEST, BIG), equalDevices(4))).prediction().meanMs();

    Decision decision =
        planner.decide(request(FASTEST, BIG, 8, partitionedTook(1.5)), equalDevices(4));

    Prediction learned = divided(decision).prediction();
    assertThat(learned.sumMs()).isCloseTo(plainMs, within(1e-6));
    assertThat(learned.meanMs()).isCloseTo(1.5 * plainMs, within(1e-6));
    assertThat(chosen(decision).candidate().placement()).isEqualTo(Placement.PARTITIONED);
  }

  @Test
  void whatKeepsTurningOutSlowIsChosenNoMore() {
    Decision decision =
        planner.decide(request(FASTEST, BIG, 8, partitionedTook(8)), equalDevices(4));

    assertThat(chosen(decision).candidate().placement()).isEqualTo(Placement.PEER);
    assertThat(divided(decision).whyNot()).contains("against");
  }

  /** One measurement of the cell that was off does not keep its two devices apart. */
  @Test
  void theBandwidthOfACellIsThatOfAllItsLinks() {
    Fleet even = equalDevices(4);
    List<LinkRecord> links =
        even.links().stream()
            .map(link ->
                link.from().equals(new NodeId("device-1"))
                        && link.to().equals(new NodeId("device-2"))
                    ? new LinkRecord(link.from(), link.to(), link.roundTrips(), List.of(1e5))
                    : link)
            .toList();

    Decision expected = planner.decide(request(FASTEST, BIG), even);
    Decision decision = planner.decide(request(FASTEST, BIG), Fleets.fleet(even.devices(), links));

    assertThat(decision.split().partition()).isEqualTo(expected.split().partition());
  }

  private String refused(DivisibleWork work, int maxDevices, Fleet fleet) {
    Decision decision =
        planner.decide(
            request(FASTEST.only(Placement.PARTITIONED), work, maxDevices, PredictionHistory.NONE),
            fleet);
    assertThat(decision.outcome()).isInstanceOf(NoCapacity.class);
    return ((NoCapacity) decision.outcome()).why();
  }

  private static PredictionHistory partitionedTook(double timesThePrediction) {
    return (placement, _) -> {
      PredictionCalibration calibration = PredictionCalibration.none(PredictionHistory.WINDOW);
      for (int i = 0; placement == Placement.PARTITIONED && i < 10; i++) {
        calibration = calibration.plus(100, 100 * timesThePrediction);
      }
      return calibration;
    };
  }

  private static Candidate divided(Decision decision) {
    return decision.candidates().stream()
        .filter(candidate -> candidate.placement() == Placement.PARTITIONED)
        .findFirst()
        .orElseThrow();
  }
}
