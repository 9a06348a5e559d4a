package org.meitheal.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionCalibrationTests {
  private static final int WINDOW = 60;
  private static final int REQUESTS = 4_000;
  private static final NormalValue HUNDRED = new NormalValue(100, 5);

  @Test
  void countsOnTheModelWithoutAnyOutcome() {
    PredictionCalibration none = PredictionCalibration.none(WINDOW);

    assertThat(none.median(100)).isEqualTo(100);
    assertThat(none.quantile(HUNDRED, 0.5)).isCloseTo(100, within(1e-9));
    assertThat(none.quantile(HUNDRED, 0.9)).isCloseTo(106.41, within(0.01));
  }

  @Test
  void isNoLessThanTheWorstOfFewOutcomes() {
    PredictionCalibration one = PredictionCalibration.none(WINDOW).plus(50, 75);

    assertThat(one.quantile(HUNDRED, 0.9)).isCloseTo(150, within(1e-9));
  }

  @Test
  void correctsTheMedian() {
    PredictionCalibration calibration = PredictionCalibration.none(WINDOW);
    for (int i = 0; i < 9; i++) {
      calibration = calibration.plus(100, 116 + i);
    }

    assertThat(calibration.median(50)).isCloseTo(60, within(1e-9));
    assertThat(calibration.quantile(HUNDRED, 0.9)).isCloseTo(124, within(1e-9));
    assertThat(calibration.quantile(HUNDRED, 0.5)).isCloseTo(120, within(1e-9));
  }

  @Test
  void forgetsWhatIsLongAgo() {
    PredictionCalibration calibration = PredictionCalibration.none(10);
    for (int i = 0; i < 20; i++) {
      calibration = calibration.plus(100, i < 10 ? 300 : 100);
    }

    assertThat(calibration.samples()).isEqualTo(10);
    assertThat(calibration.quantile(HUNDRED, 0.9)).isCloseTo(100, within(1e-9));
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionCalibration.none(10).plus(100, 0))
        .withMessageContaining("positive");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nineOfTenFinishByTheirQuantileWhateverTheBias(long seed) {
    assertThat(covered(seed, random -> 1.3 * (1 + 0.08 * random.nextGaussian())))
        .isBetween(0.875, 0.925);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nineOfTenFinishByTheirQuantileWithAHeavyTail(long seed) {
    assertThat(covered(seed, random -> 0.9 + 0.1 * Math.exp(1.2 * random.nextGaussian())))
        .isBetween(0.875, 0.925);
  }

  /** The actual time jumps every 500 requests, as when a device throttles. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void followsADrift(long seed) {
    int[] request = new int[1];
    assertThat(
            covered(
                seed,
                random ->
                    (1 + 0.2 * (request[0]++ / 500 % 2)) * (1 + 0.05 * random.nextGaussian())))
        .isBetween(0.85, 0.95);
  }

  private static double covered(long seed, ToDoubleFunction<Random> ratio) {
    Random random = new Random(seed);
    PredictionCalibration calibration = PredictionCalibration.none(WINDOW);
    int inTime = 0;
    for (int i = 0; i < REQUESTS; i++) {
      double predicted = 50 + 500 * random.nextDouble();
      double quantile = calibration.quantile(new NormalValue(predicted, 0.05 * predicted), 0.9);
      double actual = predicted * ratio.applyAsDouble(random);
      inTime += actual <= quantile ? 1 : 0;
      calibration = calibration.plus(predicted, actual);
    }
    return (double) inTime / REQUESTS;
  }
}
