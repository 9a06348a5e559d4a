package org.meitheal.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTests {
  private final ManualClock clock = new ManualClock();

  @Test
  void aFullSpeedDeviceNeverWaits() throws StoppedException {
    Pace pace = Pace.start(clock, 1, 0);
    clock.compute(1_000_000);

    pace.hold(() -> {
      throw new AssertionError("must not wait");
    });
  }

  @Test
  void aSlowDeviceWaitsUntilItsTimeHasPassed() throws StoppedException {
    Pace pace = Pace.start(clock, 10, 0);
    clock.compute(100);
    long[] asked = new long[1];

    pace.hold(() -> {
      asked[0]++;
      assertThat(pace.leftNanos()).isEqualTo(1_000 - 100 * asked[0]);
      clock.pass(100);
    });

    assertThat(clock.now()).isEqualTo(2_000);
    assertThat(asked[0]).isEqualTo(9);
  }

  @Test
  void timeThatNeighboursTookIsNotSlowedDown() throws StoppedException {
    Pace pace = Pace.start(clock, 10, 0);
    clock.compute(100);
    clock.pass(5_000); // the thread waited for a core

    pace.hold(() -> {
      throw new AssertionError("must not wait");
    });
  }

  @Test
  void givesUpWaitingWhenStopped() {
    Pace pace = Pace.start(clock, 10, 0);
    clock.compute(100);

    assertThatThrownBy(() ->
            pace.hold(() -> {
              throw new StoppedException(StoppedException.Reason.CANCELLED, "stop");
            }))
        .isInstanceOf(StoppedException.class);
  }
}
