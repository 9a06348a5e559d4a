package org.meitheal.core.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.ModelSpeed;

class SpeedEstimateTests {
  private static final long MULTIPLY_ADDS = 400_000_000;

  @Test
  void notCalibratedWithoutAMeasurement() {
    ModelSpeed speed = speed(SpeedEstimate.none());

    assertThat(speed.calibrated()).isFalse();
    assertThat(speed.samples()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> ComputeTime.of(1, speed));
  }

  @Test
  void theMedianOfTimePerMultiplyAdd() {
    // the first run of a process is slow, one was disturbed, one had half of the work
    SpeedEstimate estimate =
        SpeedEstimate.none()
            .plus(MULTIPLY_ADDS, 900)
            .plus(MULTIPLY_ADDS, 100)
            .plus(MULTIPLY_ADDS / 2, 51)
            .plus(MULTIPLY_ADDS, 104)
            .plus(MULTIPLY_ADDS, 101);

    ModelSpeed speed = speed(estimate);

    assertThat(speed.nanosPerMultiplyAdd()).isCloseTo(102e6 / MULTIPLY_ADDS, within(1e-12));
    assertThat(speed.samples()).isEqualTo(5);
    assertThat(speed.relativeSpread()).isCloseTo(1.4826 * 1.206 * 2 / 102, within(1e-9));
  }

  @Test
  void followsADeviceThatHeatSlowsDown() {
    SpeedEstimate estimate = SpeedEstimate.none();
    for (int i = 0; i < 100; i++) {
      estimate = estimate.plus(MULTIPLY_ADDS, 100);
    }
    for (int i = 0; i < SpeedEstimate.WINDOW / 2 + 1; i++) {
      estimate = estimate.plus(MULTIPLY_ADDS, 300);
    }
    assertThat(ComputeTime.of(MULTIPLY_ADDS, speed(estimate)).meanMs())
        .isCloseTo(300, within(1e-9));
    assertThat(speed(estimate).samples()).isEqualTo(SpeedEstimate.WINDOW);
  }

  @Test
  void fewMeasurementsAreWide() {
    SpeedEstimate two = SpeedEstimate.none().plus(MULTIPLY_ADDS, 100).plus(MULTIPLY_ADDS, 100);

    assertThat(speed(two).relativeSpread()).isEqualTo(0.25);
    assertThat(speed(two.plus(MULTIPLY_ADDS, 100)).relativeSpread()).isEqualTo(0.02);
  }

  @Test
  void noWorkAndNoTimeAreNoMeasurement() {
    SpeedEstimate none = SpeedEstimate.none();

    assertThatIllegalArgumentException().isThrownBy(() -> none.plus(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> none.plus(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> none.plus(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> none.plus(1, Double.POSITIVE_INFINITY));
  }

  @Test
  void computeTimeIsWorkTimesSpeed() {
    ModelSpeed speed = new ModelSpeed("m", "1", "sha", 0.5, 0.1, 9);

    assertThat(ComputeTime.of(MULTIPLY_ADDS, speed)).isEqualTo(new ComputeTime(200, 20));
  }

  @Test
  void noDeviceIsSteadierThanTwoPercent() {
    ModelSpeed speed = new ModelSpeed("m", "1", "sha", 0.5, 0, 9);

    assertThat(ComputeTime.of(MULTIPLY_ADDS, speed)).isEqualTo(new ComputeTime(200, 4));
  }

  private static ModelSpeed speed(SpeedEstimate estimate) {
    return estimate.speedOf("efficientnet-lite0", "1.0.0", "sha");
  }
}
