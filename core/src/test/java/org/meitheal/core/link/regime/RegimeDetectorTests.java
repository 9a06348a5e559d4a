package org.meitheal.core.link.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegimeDetectorTests {
  private final RegimeDetector detector = new RegimeDetector(RegimeSettings.ROUND_TRIPS_MS);

  @Test
  void nothingOfNothing() {
    assertThat(detector.regimes(new double[0])).isEmpty();
  }

  @Test
  void oneRegimeWhereNothingChanges() {
    assertThat(detector.regimes(constant(500, 20))).containsExactly(new Regime(0, 500, 20, 0));
  }

  @Test
  void refusesWhatIsNoRoundTrip() {
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> detector.regimes(new double[] {1, wrong}))
          .withMessageContaining("finite and not negative");
    }
  }

  /** The rate that the class promises: at most one false mark in 100 000 samples. */
  @ParameterizedTest
  @EnumSource
  void stationaryNoiseIsLeftAlone(Noise noise) {
    int marks = 0;
    for (int seed = 0; seed < 40; seed++) {
      marks += detector.regimes(noise.series(5_000, 20, new Random(seed))).size() - 1;
    }
    assertThat(marks).as("false marks in 200 000 samples").isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOG_NORMAL", "TWO_WAYS", "COARSE"})
  void aJumpFrom20To400IsFoundWithinTenSamples(Noise noise) {
    for (int seed = 0; seed < 100; seed++) {
      List<Regime> regimes = detector.regimes(jump(noise, 300, 20, 300, 400, seed));

      assertThat(regimes).as("%s, seed %d", noise, seed).hasSize(2);
      assertThat(regimes.getLast().detected()).as("seed %d", seed).isBetween(300, 309);
      assertThat(regimes.getLast().first()).as("seed %d", seed).isBetween(280, 300);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOG_NORMAL", "TWO_WAYS", "COARSE"})
  void andTheWayBack(Noise noise) {
    for (int seed = 0; seed < 100; seed++) {
      List<Regime> regimes = detector.regimes(jump(noise, 300, 400, 300, 20, seed));

      assertThat(regimes).as("%s, seed %d", noise, seed).hasSize(2);
      assertThat(regimes.getLast().detected()).as("seed %d", seed).isBetween(300, 309);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SPIKES", "PARETO"})
  void aJumpInHeavyTailsIsFoundWithinFortySamples(Noise noise) {
    for (int seed = 0; seed < 100; seed++) {
      List<Regime> regimes = detector.regimes(jump(noise, 300, 20, 300, 400, seed));

      assertThat(regimes).as("%s, seed %d", noise, seed).hasSize(2);
      assertThat(regimes.getLast().detected()).as("seed %d", seed).isBetween(300, 339);
    }
  }

  @Test
  void aFewHeldUpInARowAreNoRegime() {
    double[] samples = constant(400, 20);
    Arrays.fill(samples, 200, 205, 400);

    assertThat(detector.regimes(samples)).hasSize(1);
  }

  @Test
  void whatIsNotWorthTellingIsNotTold() {
    double[] samples = concat(constant(200, 20), constant(200, 23));

    assertThat(detector.regimes(samples)).hasSize(1);
    assertThat(detector.regimes(concat(constant(200, 0.2), constant(200, 0.4)))).hasSize(1);
  }

  @Test
  void butSmallStepsAddUp() {
    double[] samples = concat(constant(200, 20), constant(200, 23), constant(200, 26));

    List<Regime> regimes = detector.regimes(samples);

    assertThat(regimes).extracting(Regime::first).containsExactly(0, 400);
    assertThat(regimes.getLast().median()).isEqualTo(26);
  }

  @Test
  void eachOfSeveralRegimesIsTold() {
    double[] samples =
        concat(constant(60, 5), constant(60, 40), constant(60, 8), constant(60, 200));

    assertThat(detector.regimes(samples))
        .extracting(Regime::first)
        .containsExactly(0, 60, 120, 180);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void regimesCoverTheSeriesAndDependOnNothingElse(int seed) {
    Random random = new Random(seed);
    double[] samples =
        DoubleStream.generate(() -> 1 + random.nextInt(300))
            .limit(40)
            .flatMap(level ->
                Arrays.stream(Noise.LOG_NORMAL.series(1 + random.nextInt(80), level, random)))
            .toArray();
    double[] before = samples.clone();

    List<Regime> regimes = detector.regimes(samples);

    assertThat(samples).isEqualTo(before);
    assertThat(detector.regimes(samples)).isEqualTo(regimes);
    assertThat(regimes.getFirst().first()).isZero();
    assertThat(regimes.getLast().end()).isEqualTo(samples.length);
    for (int i = 1; i < regimes.size(); i++) {
      assertThat(regimes.get(i).first()).isEqualTo(regimes.get(i - 1).end());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsKnownLaterDoesNotMoveAnEarlierMark(int seed) {
    double[] all = jump(Noise.LOG_NORMAL, 200, 10, 400, 60, seed);
    List<Regime> whole = detector.regimes(all);

    List<Regime> early = detector.regimes(Arrays.copyOf(all, whole.getLast().detected() + 1));

    assertThat(early).hasSameSizeAs(whole);
    assertThat(early.getLast().first()).isEqualTo(whole.getLast().first());
  }

  /**
   * The million samples in which there were 90 false marks at a correlation of 0.3 from one to the
   * next, and about 1 000 at 0.5, before {@link SerialCorrelation}.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.5, 0.7})
  void correlatedNoiseIsLeftAlone(double correlation) {
    int marks = 0;
    for (int seed = 0; seed < 100; seed++) {
      double[] noise = correlated(10_000, correlation, new Random(seed));
      marks += detector.regimes(around(20, noise)).size() - 1;
    }
    assertThat(marks).as("false marks in a million samples").isLessThanOrEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"0, 12", "0.3, 25", "0.5, 45"})
  void aChangeFrom20To40IsFoundInCorrelatedNoiseAsWell(double correlation, int within) {
    for (int seed = 0; seed < 200; seed++) {
      int at = seed % 2 == 0 ? 300 : 2_000;
      double[] noise = correlated(at + 200, correlation, new Random(seed));
      double[] samples =
          concat(
              around(20, Arrays.copyOf(noise, at)),
              around(40, Arrays.copyOfRange(noise, at, noise.length)));

      List<Regime> regimes = detector.regimes(samples);

      assertThat(regimes).as("seed %d", seed).hasSize(2);
      assertThat(regimes.getLast().first()).as("seed %d", seed).isBetween(at - 60, at + 30);
      assertThat(regimes.getLast().detected()).as("seed %d", seed).isBetween(at, at + within - 1);
    }
  }

  /** Autoregressive, of order 1; its standard deviation is 1. */
  private static double[] correlated(int samples, double correlation, Random random) {
    double[] series = new double[samples];
    double value = random.nextGaussian();
    for (int i = 0; i < samples; i++) {
      series[i] = value;
      value =
          correlation * value + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return series;
  }

  /** Round trips of 3 ms of noise. */
  private static double[] around(double levelMs, double[] noise) {
    return Arrays.stream(noise).map(value -> Math.max(0, levelMs + 3 * value)).toArray();
  }

  private static double[] jump(
      Noise noise, int before, double from, int after, double to, int seed) {
    Random random = new Random(seed);
    return concat(noise.series(before, from, random), noise.series(after, to, random));
  }

  private static double[] constant(int samples, double value) {
    double[] all = new double[samples];
    Arrays.fill(all, value);
    return all;
  }

  private static double[] concat(double[]... series) {
    return Arrays.stream(series).flatMapToDouble(Arrays::stream).toArray();
  }
}
