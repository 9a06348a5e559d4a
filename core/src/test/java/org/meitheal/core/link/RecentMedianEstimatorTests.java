package org.meitheal.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;

class RecentMedianEstimatorTests {
  private final LinkEstimator estimator = new RecentMedianEstimator();

  @Test
  void nothingWithoutARoundTrip() {
    assertThat(estimator.estimate(link(List.of(), 1e6))).isNull();
  }

  @Test
  void theMedianOfTheLastFive() {
    LinkEstimate estimate =
        estimator.estimate(
            link(millis(900, 900, 20, 23, 21, 400, 22), 9e9, 1e6, 2e6, 3e6, 4e6, 5e6));

    assertThat(estimate.roundTripMs()).isEqualTo(22);
    assertThat(estimate.roundTrips()).isEqualTo(5);
    assertThat(estimate.bytesPerSecond()).isEqualTo(3e6);
    assertThat(estimate.transfers()).isEqualTo(5);
  }

  @Test
  void threeSamplesOfALastingChangeAreEnough() {
    assertThat(estimator.estimate(link(millis(20, 20, 400, 400, 400))).roundTripMs())
        .isEqualTo(400);
  }

  @Test
  void twoWildOnesAreNot() {
    assertThat(estimator.estimate(link(millis(20, 400, 20, 400, 20))).roundTripMs()).isEqualTo(20);
  }

  @Test
  void theSpreadIsThatOfTheSamples() {
    LinkEstimate estimate = estimator.estimate(link(millis(16, 18, 20, 22, 24)));

    assertThat(estimate.spreadMs()).isCloseTo(1.4826 * 1.206 * 2, within(1e-9));
  }

  @Test
  void samplesThatAgreeProveNoSteadyLink() {
    assertThat(estimator.estimate(link(millis(100, 100, 100, 100, 100))).spreadMs())
        .isCloseTo(5, within(1e-9));
    assertThat(estimator.estimate(link(millis(0.4, 0.4, 0.4, 0.4))).spreadMs()).isEqualTo(0.25);
    assertThat(estimator.estimate(link(millis(1, 1, 1), 1e6, 1e6, 1e6)).relativeBandwidthSpread())
        .isEqualTo(0.05);
  }

  @Test
  void fewSamplesAreWide() {
    LinkEstimate estimate = estimator.estimate(link(millis(100, 100), 1e6));

    assertThat(estimate.spreadMs()).isEqualTo(50);
    assertThat(estimate.relativeBandwidthSpread()).isEqualTo(0.5);
  }

  @Test
  void noBandwidthWithoutATransfer() {
    assertThat(estimator.estimate(link(millis(3))).bytesPerSecond()).isNull();
  }

  @Test
  void impossibleSamplesAreNoRecord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> link(millis(-1)))
        .withMessageContaining("a to b");
    assertThatIllegalArgumentException().isThrownBy(() -> link(millis(1), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> link(millis(1), Double.NaN));
  }

  private static LinkRecord link(List<Duration> roundTrips, double... bytesPerSecond) {
    return new LinkRecord(
        new NodeId("a"),
        new NodeId("b"),
        roundTrips,
        Arrays.stream(bytesPerSecond).boxed().toList());
  }

  private static List<Duration> millis(double... values) {
    return Arrays.stream(values).mapToObj(ms -> Duration.ofNanos((long) (ms * 1e6))).toList();
  }
}
