package org.meitheal.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.link.RecentMedianEstimator;
import org.meitheal.core.placement.Decision.Chosen;
import org.meitheal.core.placement.Decision.Infeasible;
import org.meitheal.core.placement.Decision.NoCapacity;

/** What holds for every fleet and request. A failing test's name shows its seed. */
class PlannerPropertyTests {
  private static final int MOST_DEVICES = 40;

  private final Planner planner =
      new ComparingPlanner(PlannerSettings.defaults(), new RecentMedianEstimator());

  /** Compares every device, so that one more device never pushes another out. */
  private final Planner unbounded =
      new ComparingPlanner(
          new PlannerSettings(0.05, MOST_DEVICES + 1, 1.25e6), new RecentMedianEstimator());

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameQuestionHasTheSameAnswerInWhateverOrder(long seed) {
    Random random = new Random(seed);
    Fleet fleet = RandomFleets.any(random, MOST_DEVICES);
    PlacementRequest request = RandomFleets.request(random, fleet);
    Decision decision = planner.decide(request, fleet);

    assertThat(planner.decide(request, fleet)).isEqualTo(decision);
    assertThat(planner.decide(request, shuffled(random, fleet))).isEqualTo(decision);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOutcomeFitsTheCandidates(long seed) {
    Random random = new Random(seed);
    Fleet fleet = RandomFleets.any(random, MOST_DEVICES);
    PlacementRequest request = RandomFleets.request(random, fleet);
    Decision decision = planner.decide(request, fleet);

    List<Candidate> chosen =
        decision.candidates().stream().filter(candidate -> candidate.whyNot() == null).toList();
    switch (decision.outcome()) {
      case Chosen outcome -> {
        assertThat(chosen).containsExactly(outcome.candidate());
        assertThat(outcome.why()).isNotBlank();
        chosenFits(request, decision, outcome);
      }
      case Infeasible _, NoCapacity _, Decision.Shed _ -> assertThat(chosen).isEmpty();
    }
    assertThat(decision.candidates())
        .filteredOn(candidate -> candidate.placement() == Placement.LOCAL)
        .hasSize(1);
  }

  private static void chosenFits(PlacementRequest request, Decision decision, Chosen outcome) {
    double target = request.targetReliability();
    double probability = outcome.candidate().prediction().probabilityInTime();
    assertThat(probability).isGreaterThanOrEqualTo(0.0499);
    assertThat(outcome.targetMet()).isEqualTo(probability >= target);
    if (request.forced() != null) {
      assertThat(outcome.candidate().placement()).isEqualTo(request.forced());
    }
    assertThat(request.excluded()).doesNotContain(outcome.candidate().device());
    boolean anyMeets =
        decision.candidates().stream()
            .filter(candidate -> candidate.whyNot() == null || rejectedByComparison(candidate))
            .anyMatch(candidate -> candidate.prediction().probabilityInTime() >= target);
    assertThat(outcome.targetMet()).isEqualTo(anyMeets);
  }

  /** Not by an obstacle. */
  private static boolean rejectedByComparison(Candidate candidate) {
    String why = candidate.whyNot();
    return candidate.prediction() != null
        && (why.startsWith("meets")
            || why.startsWith("costs")
            || why.startsWith("equal")
            || why.contains(" % within "));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predictionsAreSound(long seed) {
    Random random = new Random(seed);
    Fleet fleet = RandomFleets.any(random, MOST_DEVICES);
    PlacementRequest request = RandomFleets.request(random, fleet);

    for (Candidate candidate : planner.decide(request, fleet).candidates()) {
      Prediction prediction = candidate.prediction();
      if (prediction == null) {
        assertThat(candidate.whyNot()).isNotBlank();
        continue;
      }
      assertThat(prediction.probabilityInTime()).isBetween(0.0, 1.0);
      assertThat(prediction.standardDeviationMs()).isPositive().isFinite();
      assertThat(prediction.meanMs()).isPositive().isFinite();
      // targets here are at least 50 %
      assertThat(prediction.quantileMs()).isGreaterThanOrEqualTo(prediction.meanMs() - 1e-9);
      assertThat(candidate.costMs()).isNotNegative().isFinite();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLongerRoundTripNeverMakesAPredictionEarlier(long seed) {
    Random random = new Random(seed);
    Fleet near = RandomFleets.large(random, 10);
    PlacementRequest request = RandomFleets.request(random, near);
    Fleet far = slower(near, random.nextDouble(1, 20));

    List<Candidate> before = byDevice(unbounded.decide(request, near));
    List<Candidate> after = byDevice(unbounded.decide(request, far));

    for (int i = 0; i < before.size(); i++) {
      Prediction early = before.get(i).prediction();
      Prediction late = after.get(i).prediction();
      assertThat(late == null).isEqualTo(early == null);
      if (early != null && late != null) {
        assertThat(late.meanMs()).isGreaterThanOrEqualTo(early.meanMs());
        assertThat(late.quantileMs()).isGreaterThanOrEqualTo(early.quantileMs());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneMoreDeviceNeverMakesTheFastestSlower(long seed) {
    Random random = new Random(seed);
    Fleet fleet = RandomFleets.any(random, MOST_DEVICES);
    PlacementRequest request = Fleets.asked().by(Objective.LATENCY).within(5_000).request();

    Decision before = unbounded.decide(request, fleet);
    Decision after = unbounded.decide(request, oneMore(random, fleet));

    if (before.outcome() instanceof Chosen earlier && earlier.targetMet()) {
      assertThat(after.outcome()).isInstanceOf(Chosen.class);
      Chosen later = (Chosen) after.outcome();
      assertThat(later.targetMet()).isTrue();
      assertThat(later.candidate().prediction().quantileMs())
          .isLessThanOrEqualTo(earlier.candidate().prediction().quantileMs());
    }
  }

  private static Fleet shuffled(Random random, Fleet fleet) {
    List<Device> devices = new ArrayList<>(fleet.devices());
    List<LinkRecord> links = new ArrayList<>(fleet.links());
    Collections.shuffle(devices, random);
    Collections.shuffle(links, random);
    return Fleets.fleet(devices, links);
  }

  private static Fleet oneMore(Random random, Fleet fleet) {
    List<Device> devices = new ArrayList<>(fleet.devices());
    List<LinkRecord> links = new ArrayList<>(fleet.links());
    devices.add(RandomFleets.device(random, "one-more", 1));
    links.add(RandomFleets.link(random, Fleets.SITE, "one-more"));
    return Fleets.fleet(devices, links);
  }

  private static Fleet slower(Fleet fleet, double factor) {
    List<LinkRecord> links =
        fleet.links().stream()
            .map(link ->
                new LinkRecord(
                    link.from(),
                    link.to(),
                    link.roundTrips().stream().map(rtt -> times(rtt, factor)).toList(),
                    link.bytesPerSecond()))
            .toList();
    return Fleets.fleet(fleet.devices(), links);
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }

  /** Single ones: who leads a division, and who takes part, changes with the links. */
  private static List<Candidate> byDevice(Decision decision) {
    return decision.candidates().stream()
        .filter(candidate -> candidate.device() != null)
        .filter(candidate -> candidate.placement() != Placement.PARTITIONED)
        .sorted((a, b) -> a.device().compareTo(b.device()))
        .toList();
  }
}
