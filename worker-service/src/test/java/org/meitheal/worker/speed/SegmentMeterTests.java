package org.meitheal.worker.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.SegmentCost;

class SegmentMeterTests {
  private final SegmentMeter meter = new SegmentMeter();

  @Test
  void knowsNothingAtFirst() {
    assertThat(meter.costs()).isEmpty();
    assertThat(meter.calibratedMs(3, 1e6)).isZero();
    assertThat(meter.factor()).isEqualTo(1);
  }

  @Test
  void laterExecutionsCorrectAllSegmentsAlike() {
    meter.calibrated(List.of(new SegmentCost(1, 2), new SegmentCost(0, 4)));
    for (int i = 0; i < 9; i++) {
      meter.addWhole(10, 30);
    }
    meter.addWhole(10, 900);
    meter.addWhole(0, 5);

    assertThat(meter.costs()).containsExactly(new SegmentCost(3, 6), new SegmentCost(0, 12));
    assertThat(meter.calibratedMs(0, 1e6)).isEqualTo(3);
  }

  @Test
  void partsDoNotChangeWhatWholeExecutionsTake() {
    meter.calibrated(List.of(new SegmentCost(1, 2)));
    meter.addPart(10, 24);
    assertThat(meter.costs()).containsExactly(new SegmentCost(1, 2));
    assertThat(meter.partFactor()).isEqualTo(2.4);

    meter.addWhole(10, 20);

    assertThat(meter.costs()).containsExactly(new SegmentCost(2, 4));
    assertThat(meter.partFactor()).isEqualTo(1.2);
  }

  @Test
  void withoutPartsTheyAreExpectedToTakeWhatWholesTake() {
    meter.calibrated(List.of(new SegmentCost(1, 2)));
    meter.addWhole(10, 20);

    assertThat(meter.partFactor()).isEqualTo(1);
  }

  @Test
  void followsADeviceThatRecovers() {
    meter.calibrated(List.of(new SegmentCost(1, 0)));
    for (int i = 0; i < 100; i++) {
      meter.addWhole(1, 4);
    }
    for (int i = 0; i < 100; i++) {
      meter.addWhole(1, 1);
    }

    assertThat(meter.factor()).isEqualTo(1);
  }

  @Test
  void fitsALine() {
    SegmentCost cost = SegmentFit.of(1e6, 3, 4e6, 9);

    assertThat(cost.fixedMs()).isCloseTo(1, within(1e-9));
    assertThat(cost.nanosPerMultiplyAdd()).isCloseTo(2, within(1e-9));
  }

  @Test
  void neverFitsANegativeCost() {
    assertThat(SegmentFit.of(1e6, 4, 4e6, 2)).isEqualTo(new SegmentCost(3, 0));
    SegmentCost convex = SegmentFit.of(1e6, 1, 4e6, 10);
    assertThat(convex.fixedMs()).isZero();
    assertThat(convex.ms(4e6)).isBetween(9.0, 10.5);
    assertThat(SegmentFit.of(0, 1, 0, 3)).isEqualTo(new SegmentCost(2, 0));
  }
}
