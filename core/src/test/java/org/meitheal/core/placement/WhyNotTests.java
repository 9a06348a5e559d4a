package org.meitheal.core.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meitheal.core.placement.Decisions.chosen;
import static org.meitheal.core.placement.Decisions.chosenId;
import static org.meitheal.core.placement.Decisions.of;
import static org.meitheal.core.placement.Decisions.whyNot;
import static org.meitheal.core.placement.Fleets.FAST;
import static org.meitheal.core.placement.Fleets.LAB;
import static org.meitheal.core.placement.Fleets.SHA;
import static org.meitheal.core.placement.Fleets.asked;
import static org.meitheal.core.placement.Fleets.device;
import static org.meitheal.core.placement.Fleets.fleet;
import static org.meitheal.core.placement.Fleets.link;
import static org.meitheal.core.placement.Fleets.speed;
import static org.meitheal.core.placement.Fleets.with;
import static org.meitheal.core.placement.Fleets.withLanes;
import static org.meitheal.core.placement.Fleets.withSpeeds;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.core.link.RecentMedianEstimator;
import org.meitheal.core.placement.Decision.NoCapacity;

/** Each obstacle that keeps a device from being chosen, in the words that an operator reads. */
class WhyNotTests {
  private final Planner planner =
      new ComparingPlanner(PlannerSettings.defaults(), new RecentMedianEstimator());
  private final Device healthy = device("edge-1", Tier.EDGE, 120);

  @ParameterizedTest
  @CsvSource({
    "CUT, 'cut off: its peers reach it, the control plane does not'",
    "HALF_ALIVE, 'half alive: it answers but does not compute'",
    "OFFLINE, offline"
  })
  void notAlive(Liveness liveness, String why) {
    Candidate candidate = considered(with(healthy, liveness));

    assertThat(candidate.whyNot()).isEqualTo(why);
    assertThat(candidate.prediction()).isNull();
    assertThat(candidate.roundTripMs()).isEqualTo(5);
  }

  @Test
  void nothingOfASuspectWhoseLeaseStillRuns() {
    Device suspect = with(healthy, Liveness.SUSPECT);

    assertThat(chosenId(chosen(decide(asked(), suspect)))).isEqualTo("edge-1");
  }

  @ParameterizedTest
  @CsvSource({"CORDONED, cordoned by an operator", "DRAINING, being drained by an operator"})
  void notEnabled(OperatorState state, String why) {
    Candidate candidate = considered(with(healthy, state));

    assertThat(candidate.whyNot()).isEqualTo(why);
    assertThat(candidate.prediction()).isNotNull();
    assertThat(candidate.costMs()).isNotNull();
  }

  @Test
  void excluded() {
    Decision decision = decide(asked().without("edge-1"), healthy);

    assertThat(whyNot(decision, "edge-1")).isEqualTo("excluded: it already failed this request");
  }

  @Test
  void noLanes() {
    Candidate candidate = considered(withLanes(healthy));

    assertThat(candidate.whyNot()).isEqualTo("it has not reported any lane yet");
    assertThat(candidate.prediction()).isNull();
  }

  @Test
  void modelNotHeld() {
    assertThat(considered(withSpeeds(healthy)).whyNot())
        .isEqualTo("does not hold efficientnet-lite0 ready");
  }

  @Test
  void anotherBuildOfTheModel() {
    Candidate candidate = considered(withSpeeds(healthy, speed("0b".repeat(32), 120)));

    assertThat(candidate.whyNot())
        .isEqualTo(
            "holds another build of efficientnet-lite0: 0b0b0b0b0b0b instead of 5a5a5a5a5a5a");
    assertThat(candidate.prediction()).isNull();
  }

  @Test
  void notForOneThatHoldsTheRightBuildBesideAnother() {
    Device both = withSpeeds(healthy, speed("0b".repeat(32), 1), speed(SHA, 120));

    Candidate candidate = chosen(decide(asked(), both)).candidate();

    assertThat(candidate.prediction().computeMs()).isCloseTo(120, within(1e-9));
  }

  @Test
  void notCalibrated() {
    Device untimed = withSpeeds(healthy, ModelSpeed.uncalibrated(Fleets.MODEL, "1.0.0", SHA));

    assertThat(considered(untimed).whyNot())
        .isEqualTo("holds efficientnet-lite0, but has not measured its speed yet");
  }

  @Test
  void noRoundTrip() {
    Decision decision = planner.decide(asked().request(), fleet(List.of(healthy), List.of()));

    assertThat(whyNot(decision, "edge-1"))
        .isEqualTo("no round trip recorded from site/lab to edge-1 yet");
    assertThat(decision.outcome())
        .isEqualTo(
            new NoCapacity(
                "no device can take it: no round trip recorded from site/lab to edge-1 yet"));
  }

  @Test
  void noSource() {
    Candidate local = planner.decide(asked().request(), LAB).candidates().getFirst();

    assertThat(local.placement()).isEqualTo(Placement.LOCAL);
    assertThat(local.device()).isNull();
    assertThat(local.whyNot()).isEqualTo("the request names no source device");
  }

  @Test
  void sourceUnknown() {
    Candidate local =
        planner.decide(asked().source("device-9").request(), LAB).candidates().getFirst();

    assertThat(local.placement()).isEqualTo(Placement.LOCAL);
    assertThat(local.whyNot()).isEqualTo("its source device device-9 is not known here");
  }

  @Test
  void theWait() {
    Fleet busy =
        fleet(
            List.of(
                withLanes(device("edge-1", Tier.EDGE, 120), 800), device("edge-2", Tier.EDGE, 130)),
            List.of(link("edge-1", 5, FAST), link("edge-2", 5, FAST)));

    Decision decision = planner.decide(asked().by(Objective.LATENCY).request(), busy);

    assertThat(whyNot(decision, "edge-1"))
        .isEqualTo(
            "95 % within 956 ms against 143 ms for edge-2:"
                + " predicted 929 ms (RTT 5 ms, wait 800 ms)");
  }

  @Test
  void obstaclesAreCountedWhereNobodyIsLeft() {
    Fleet fleet =
        fleet(
            List.of(
                with(device("edge-1", Tier.EDGE, 1), Liveness.OFFLINE),
                with(device("cloud-1", Tier.CLOUD, 1), Liveness.OFFLINE),
                with(device("cloud-2", Tier.CLOUD, 1), OperatorState.CORDONED)),
            List.of(link("cloud-2", 5, FAST)));

    assertThat(planner.decide(asked().request(), fleet).outcome())
        .isEqualTo(new NoCapacity("no device can take it: 2 × offline; cordoned by an operator"));
  }

  private Candidate considered(Device device) {
    Decision decision = decide(asked(), device);
    assertThat(decision.outcome()).isInstanceOf(NoCapacity.class);
    return of(decision, device.id().value());
  }

  private Decision decide(Fleets.Asked asked, Device device) {
    return planner.decide(
        asked.request(), fleet(List.of(device), List.of(link(device.id().value(), 5, FAST))));
  }
}
