package org.meitheal.core.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meitheal.core.placement.Decisions.chosen;
import static org.meitheal.core.placement.Decisions.chosenId;
import static org.meitheal.core.placement.Decisions.of;
import static org.meitheal.core.placement.Decisions.whyNot;
import static org.meitheal.core.placement.Fleets.FAST;
import static org.meitheal.core.placement.Fleets.LAB;
import static org.meitheal.core.placement.Fleets.asked;
import static org.meitheal.core.placement.Fleets.device;
import static org.meitheal.core.placement.Fleets.fleet;
import static org.meitheal.core.placement.Fleets.link;
import static org.meitheal.core.placement.Fleets.with;
import static org.meitheal.core.placement.Fleets.withLanes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.core.link.RecentMedianEstimator;
import org.meitheal.core.placement.Decision.Chosen;
import org.meitheal.core.placement.Decision.Infeasible;
import org.meitheal.core.placement.Decision.NoCapacity;

class ComparingPlannerTests {
  private final Planner planner =
      new ComparingPlanner(PlannerSettings.defaults(), new RecentMedianEstimator());

  @Nested
  class Predicts {
    @Test
    void waitSendComputeAndReturn() {
      Fleet fleet =
          fleet(
              List.of(withLanes(device("edge-1", Tier.EDGE, 120), 70, 40)),
              List.of(link("edge-1", 6, 10e6)));

      Candidate edge = of(planner.decide(asked().request(), fleet), "edge-1");

      assertThat(edge.lanes()).isEqualTo(2);
      assertThat(edge.idleLanes()).isZero();
      assertThat(edge.roundTripMs()).isEqualTo(6);
      assertThat(edge.bytesPerSecond()).isEqualTo(10e6);
      Prediction prediction = edge.prediction();
      assertThat(prediction.waitMs()).isEqualTo(40);
      assertThat(prediction.sendMs()).isCloseTo(3 + 10, within(1e-9));
      assertThat(prediction.computeMs()).isCloseTo(120, within(1e-9));
      assertThat(prediction.returnMs()).isCloseTo(3 + 0.4, within(1e-9));
      assertThat(prediction.meanMs()).isCloseTo(176.4, within(1e-9));
      // wait 2 % of 40, compute 2 % of 120, RTT 5 % of 6, transfers 5 % each
      double variance = 0.8 * 0.8 + 2.4 * 2.4 + 0.3 * 0.3 + 0.5 * 0.5 + 0.02 * 0.02;
      assertThat(prediction.standardDeviationMs()).isCloseTo(Math.sqrt(variance), within(1e-9));
      assertThat(prediction.quantileMs())
          .isCloseTo(176.4 + 1.6448536269514722 * Math.sqrt(variance), within(1e-9));
      assertThat(edge.costMs()).isCloseTo(120 + 10.4, within(1e-9));
    }

    @Test
    void nothingToSendWhereTheInputIs() {
      Candidate local =
          of(
              planner.decide(
                  asked().source("device-1").origin(new NodeId("device-1")).request(), LAB),
              "device-1");

      assertThat(local.placement()).isEqualTo(Placement.LOCAL);
      assertThat(local.roundTripMs()).isNull();
      assertThat(local.prediction().sendMs()).isZero();
      assertThat(local.prediction().returnMs()).isZero();
      assertThat(local.costMs()).isZero();
    }

    @Test
    void theLinkIsTheCostOfALocalPlacementFromAfar() {
      Candidate local = of(planner.decide(asked().source("device-1").request(), LAB), "device-1");

      assertThat(local.placement()).isEqualTo(Placement.LOCAL);
      assertThat(local.costMs()).isCloseTo(4 + 0.16, within(1e-9));
    }

    @Test
    void theAnswerComesBackWithTheBandwidthOfItsOwnDirection() {
      Fleet fleet =
          fleet(
              List.of(device("edge-1", Tier.EDGE, 120)),
              List.of(
                  link("edge-1", 6, 10e6),
                  new LinkRecord(
                      new NodeId("edge-1"), Fleets.SITE, List.of(Fleets.millis(6)), List.of(1e6))));

      Candidate edge = of(planner.decide(asked().request(), fleet), "edge-1");

      assertThat(edge.prediction().returnMs()).isCloseTo(3 + 4, within(1e-9));
    }

    @Test
    void aLowBandwidthWhereNoTransferIsRecorded() {
      Fleet fleet =
          fleet(
              List.of(device("edge-1", Tier.EDGE, 120)),
              List.of(
                  new LinkRecord(
                      Fleets.SITE, new NodeId("edge-1"), List.of(Fleets.millis(6)), List.of())));

      Candidate edge = of(planner.decide(asked().request(), fleet), "edge-1");

      assertThat(edge.bytesPerSecond()).isEqualTo(1.25e6);
      assertThat(edge.prediction().sendMs()).isCloseTo(3 + 80, within(1e-9));
      assertThat(edge.prediction().standardDeviationMs()).isGreaterThan(80);
    }
  }

  @Nested
  class Chooses {
    @Test
    void theCheapestThatMeetsTheTargetWhenFrugal() {
      Decision decision = planner.decide(asked().request(), LAB);

      Chosen chosen = chosen(decision);
      assertThat(chosenId(chosen)).isEqualTo("cloud-1");
      assertThat(chosen.targetMet()).isTrue();
      assertThat(chosen.why()).isEqualTo("cheapest of 4 that meet 1000 ms with 95 %");
      assertThat(whyNot(decision, "edge-1"))
          .isEqualTo("costs 124 ms of others' time against 34 ms for cloud-1");
    }

    @Test
    void itsOwnDeviceWhenFrugalAndThatIsInTime() {
      Decision decision = planner.decide(asked().source("device-2").request(), LAB);

      assertThat(chosen(decision).candidate().placement()).isEqualTo(Placement.LOCAL);
      assertThat(whyNot(decision, "device-1"))
          .isEqualTo("costs 304 ms of others' time against 4.2 ms for device-2");
    }

    @Test
    void anotherWhenItsOwnDeviceWouldBeLate() {
      Decision decision = planner.decide(asked().source("device-2").within(200).request(), LAB);

      assertThat(chosenId(chosen(decision))).isEqualTo("cloud-1");
      assertThat(chosen(decision).why()).isEqualTo("cheapest of 2 that meet 200 ms with 95 %");
      assertThat(whyNot(decision, "device-2"))
          .isEqualTo("meets 200 ms with 0 %, 95 % asked: predicted 307 ms (RTT 3 ms)");
    }

    @Test
    void theFasterOfTwoThatCostTheSame() {
      Fleet fleet =
          fleet(
              List.of(
                  device("edge-1", Tier.EDGE, 120),
                  device("edge-2", Tier.EDGE, 120),
                  device("edge-3", Tier.EDGE, 120)),
              List.of(link("edge-1", 9, FAST), link("edge-2", 3, FAST), link("edge-3", 3, FAST)));

      Decision decision = planner.decide(asked().request(), fleet);

      assertThat(chosenId(chosen(decision))).isEqualTo("edge-2");
      assertThat(whyNot(decision, "edge-1"))
          .isEqualTo("95 % within 137 ms against 131 ms for edge-2: predicted 133 ms (RTT 9 ms)");
      assertThat(whyNot(decision, "edge-3"))
          .isEqualTo("equal to edge-2, which comes first by name");
    }

    @Test
    void theLikeliestForReliability() {
      Decision decision =
          planner.decide(asked().by(Objective.RELIABILITY).within(310).request(), LAB);

      assertThat(chosenId(chosen(decision))).isEqualTo("cloud-1");
      assertThat(chosen(decision).why()).isEqualTo("most likely of 4 to meet 310 ms: 100 %");
      assertThat(whyNot(decision, "edge-1")).startsWith("costs 124 ms of others' time against");
      assertThat(whyNot(decision, "device-1"))
          .isEqualTo("meets 310 ms with 68.1 %, 95 % asked: predicted 307 ms (RTT 3 ms)");
    }

    @Test
    void theLikelierThoughBothMeetTheTarget() {
      Decision decision =
          planner.decide(
              asked().by(Objective.RELIABILITY).within(310).reliability(0.5).request(), LAB);

      assertThat(chosenId(chosen(decision))).isEqualTo("cloud-1");
      assertThat(whyNot(decision, "device-1"))
          .isEqualTo(
              "meets 310 ms with 68.1 % against 100 % for cloud-1: predicted 307 ms (RTT 3 ms)");
    }

    @Test
    void theSmallestQuantileForLatency() {
      Decision decision = planner.decide(asked().by(Objective.LATENCY).request(), LAB);

      assertThat(chosenId(chosen(decision))).isEqualTo("cloud-1");
      assertThat(chosen(decision).why()).isEqualTo("fastest of 4 with 95 % within 56 ms");
    }

    @Test
    void notTheCloudOnceItIsFarAway() {
      List<LinkRecord> links = new ArrayList<>(LAB.links());
      links.set(3, link("cloud-1", 400, FAST));

      Decision decision =
          planner.decide(asked().by(Objective.LATENCY).request(), fleet(LAB.devices(), links));

      assertThat(chosenId(chosen(decision))).isEqualTo("edge-1");
      assertThat(whyNot(decision, "cloud-1"))
          .isEqualTo("95 % within 467 ms against 133 ms for edge-1: predicted 434 ms (RTT 400 ms)");
    }

    @Test
    void theLikeliestWhateverTheObjectiveWhereNoneMeetsTheTarget() {
      for (Objective objective : Objective.values()) {
        Decision decision = planner.decide(asked().by(objective).within(54).request(), LAB);

        Chosen chosen = chosen(decision);
        assertThat(chosenId(chosen)).isEqualTo("cloud-1");
        assertThat(chosen.targetMet()).isFalse();
        assertThat(chosen.why())
            .isEqualTo("none of 4 meets 54 ms with 95 %; cloud-1 is the most likely with 44.6 %");
        assertThat(whyNot(decision, "edge-1"))
            .isEqualTo(
                "meets 54 ms with 0 % against 44.6 % for cloud-1: predicted 129 ms (RTT 5 ms)");
      }
    }

    @Test
    void noneIfEvenTheLikeliestIsTooUnlikely() {
      Decision decision = planner.decide(asked().within(50).request(), LAB);

      assertThat(decision.outcome())
          .isEqualTo(
              new Infeasible(
                  "the likeliest, cloud-1, meets 50 ms with under 0.1 %; under 5 % it is refused:"
                      + " predicted 54 ms (RTT 20 ms)"));
      assertThat(decision.candidates()).allMatch(candidate -> candidate.whyNot() != null);
    }

    @Test
    void aFloorShedsWhatIsLessLikely() {
      Decision decision = planner.decide(asked().within(54).request(), LAB);

      Decision shed = decision.sheddingUnder(0.5, "objective urgent, whose budget burns");

      assertThat(shed.outcome())
          .isEqualTo(
              new Decision.Shed(
                  "cloud-1 would be in time with 44.6 %, and under 50 % it is shed for objective"
                      + " urgent, whose budget burns"));
      assertThat(shed.candidates()).allMatch(candidate -> candidate.whyNot() != null);
      assertThat(decision.sheddingUnder(0.4, "nobody")).isEqualTo(decision);
    }

    @Test
    void noneOfNobody() {
      assertThat(planner.decide(asked().request(), fleet(List.of(), List.of())).outcome())
          .isEqualTo(new NoCapacity("no device is known"));
    }
  }

  @Nested
  class Forced {
    @Test
    void onlyThatPlacementIsChosenAndTheOthersAreComparedAllTheSame() {
      Decision decision = planner.decide(asked().only(Placement.EDGE).request(), LAB);

      assertThat(chosenId(chosen(decision))).isEqualTo("edge-1");
      assertThat(chosen(decision).why())
          .isEqualTo("the only one that can take it; meets 1000 ms with 100 %");
      assertThat(whyNot(decision, "cloud-1")).isEqualTo("the request asks for edge");
      assertThat(of(decision, "cloud-1").prediction()).isNotNull();
    }

    @Test
    void noneWithoutASource() {
      assertThat(planner.decide(asked().only(Placement.LOCAL).request(), LAB).outcome())
          .isEqualTo(
              new NoCapacity(
                  "the request asks for local: no device can take it:"
                      + " the request names no source device"));
    }

    @Test
    void noneOfAKindThatIsNotThere() {
      Fleet devices = fleet(LAB.devices().subList(0, 2), LAB.links());

      assertThat(planner.decide(asked().only(Placement.CLOUD).request(), devices).outcome())
          .isEqualTo(new NoCapacity("the request asks for cloud: no such device is known"));
    }

    @Test
    void noneIfItWouldBeTooLate() {
      assertThat(planner.decide(asked().only(Placement.PEER).within(100).request(), LAB).outcome())
          .isInstanceOf(Infeasible.class);
    }
  }

  @Nested
  class Bounded {
    private final Planner ofTwo =
        new ComparingPlanner(new PlannerSettings(0.05, 2, 1e6), new RecentMedianEstimator());

    @Test
    void theNearestOfATierAreCompared() {
      Fleet fleet =
          fleet(
              List.of(
                  device("edge-1", Tier.EDGE, 1),
                  withLanes(device("edge-2", Tier.EDGE, 120), 10),
                  device("edge-3", Tier.EDGE, 120),
                  with(device("edge-4", Tier.EDGE, 120), OperatorState.CORDONED)),
              List.of(
                  link("edge-1", 30, FAST),
                  link("edge-2", 5, FAST),
                  link("edge-3", 5, FAST),
                  link("edge-4", 1, FAST)));

      Decision decision = ofTwo.decide(asked().request(), fleet);

      assertThat(decision.candidates())
          .filteredOn(candidate -> candidate.device() != null)
          .extracting(candidate -> candidate.device().value())
          .containsExactly("edge-3", "edge-2", "edge-4");
      assertThat(chosen(decision).why())
          .isEqualTo(
              "cheapest of 2 that meet 1000 ms with 95 %;"
                  + " 1 farther devices could take it and were not compared");
    }
  }
}
