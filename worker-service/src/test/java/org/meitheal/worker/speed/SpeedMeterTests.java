package org.meitheal.worker.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.ModelSpeed;

class SpeedMeterTests {
  private final SpeedMeter meter = new SpeedMeter();

  @Test
  void knowsNothingAtFirst() {
    assertThat(speed().calibrated()).isFalse();
    assertThat(meter.expectedNanos(1_000)).isZero();
  }

  @Test
  void learnsFromEveryExecution() {
    for (int i = 0; i < 9; i++) {
      meter.add(1_000, 50);
    }
    meter.add(1_000, 5_000);
    meter.add(0, 10);

    assertThat(speed().samples()).isEqualTo(10);
    assertThat(meter.expectedNanos(2_000)).isEqualTo(100);
  }

  @Test
  void calibrationLeavesItsFirstRunsOutAndCountsTheSlowDown() {
    AtomicLong cpu = new AtomicLong();
    AtomicLong runs = new AtomicLong();

    new Calibration(cpu::get, 10)
        .calibrate(
            meter,
            100,
            lap -> {
              cpu.addAndGet(runs.incrementAndGet() <= 3 ? 9_999 : 50);
              lap.run();
            });

    assertThat(meter.expectedNanos(100)).isEqualTo(500);
    assertThat(speed().samples()).isEqualTo(7);
  }

  private ModelSpeed speed() {
    return meter.speedOf("model", "1", "00", new SegmentMeter());
  }
}
