package org.meitheal.core.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule against made-up worlds, in virtual time: a minute each, 100 requests in it. */
class FeedbackTests {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Slo SLO = Slos.of(0.95, Duration.ofDays(30));
  private static final int PER_MINUTE = 100;
  private static final int DAY = 24 * 60;

  private final CountSeries series = new CountSeries(Buckets.of(SLO.window()));
  private Standing standing = Standing.begin(SLO, START);
  private Instant now = START;
  private final List<Step> taken = new ArrayList<>();

  static List<Long> seeds() {
    return new Random(2).longs(5).boxed().toList();
  }

  @Test
  void aFastBurnRaisesStepByStepAndCalmLowersAgain() {
    minutes(60, _ -> 0.01);
    minutes(120, _ -> 0.9);
    assertThat(taken).containsExactly(Step.RAISED, Step.HIGH, Step.HIGHEST);

    minutes(DAY, _ -> 0.01);

    assertThat(taken)
        .containsExactly(
            Step.RAISED, Step.HIGH, Step.HIGHEST, Step.HIGH, Step.RAISED, Step.NEUTRAL);
  }

  @Test
  void stepsUpAreAtLeastAShortWindowApart() {
    minutes(60, _ -> 0.0);
    int before = minutesUntil(Step.RAISED, 0.95);
    int between = minutesUntil(Step.HIGH, 0.95);

    assertThat(before).isLessThanOrEqualTo(60);
    assertThat(between).isEqualTo(5);
  }

  @Test
  void aWholeBudgetIsThrifty() {
    minutes(7 * 60, _ -> 0.0);

    assertThat(taken).containsExactly(Step.THRIFTY);
  }

  @Test
  void withFewEventsNothingIsKnown() {
    for (int minute = 0; minute < DAY; minute++) {
      minute(minute % 30 == 0 ? 1 : 0, 0);
    }

    assertThat(taken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSteadyWorldLeavesItAlone(long seed) {
    Random random = new Random(seed);
    double share = 0.05 * random.nextDouble(0.55, 1.1);
    minutes(4 * DAY, _ -> Math.max(0, share + 0.02 * random.nextGaussian()));

    assertThat(taken).as("seed %d, share %s", seed, share).isEmpty();
  }

  /** Each step has a share of misses of its own: the worst world for a controller. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverTheStepsDoItSettles(long seed) {
    Random random = new Random(seed);
    double[] shares = new double[Step.values().length];
    for (int step = 0; step < shares.length; step++) {
      shares[step] = random.nextBoolean() ? random.nextDouble(0.02) : random.nextDouble(0.3, 1);
    }
    minutes(12 * DAY, step -> shares[step.number() + 1]);

    // The first climb and descent, and then a reversal a day at most.
    assertThat(taken.size()).as("seed %d took %s", seed, taken).isLessThan(8 + 12 * 2);
    taken.clear();
    minutes(6 * DAY, step -> shares[step.number() + 1]);
    assertThat(taken.size()).as("seed %d took %s late", seed, taken).isLessThanOrEqualTo(18);
  }

  /** A step that cures what neutral does not: it is left ever less often. */
  @Test
  void aCureIsKeptLongerEachTime() {
    minutes(20 * DAY, step -> step.number() >= 1 ? 0.0 : 0.9);

    assertThat(taken.size()).isLessThan(2 * 40);
    for (int i = 1; i < taken.size(); i++) {
      assertThat(Math.abs(taken.get(i).number() - taken.get(i - 1).number())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 3})
  void stepsMoveTargetsWithinBounds(int number) {
    Step step = Step.of(number);
    for (double target : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 0.9999, 0.99999}) {
      double moved = step.apply(target, 0.95);
      assertThat(moved).isStrictlyBetween(0.0, 1.0);
      if (number > 0) {
        assertThat(moved).isGreaterThanOrEqualTo(target);
      } else {
        assertThat(moved).isLessThanOrEqualTo(target);
      }
      assertThat(Math.abs((1 - moved) / (1 - target))).isBetween(0.1, 10.0);
    }
  }

  private int minutesUntil(Step step, double share) {
    int minutes = 0;
    while (standing.feedback().step() != step && minutes < DAY) {
      minutes(1, _ -> share);
      minutes++;
    }
    return minutes;
  }

  private void minutes(int count, ToDoubleFunction<Step> badShare) {
    for (int minute = 0; minute < count; minute++) {
      double share = badShare.applyAsDouble(standing.feedback().step());
      minute(PER_MINUTE, (int) Math.round(PER_MINUTE * Math.min(1, share)));
    }
  }

  private void minute(int requests, int bad) {
    series.add(series.buckets().at(now), new Counts(requests - bad, bad));
    Step before = standing.feedback().step();
    standing = Evaluation.of(SLO, series, standing, now).standing();
    if (standing.feedback().step() != before) {
      taken.add(standing.feedback().step());
    }
    now = now.plus(Duration.ofMinutes(1));
  }
}
