package org.meitheal.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTests {
  private final ManualClock clock = new ManualClock();

  @Test
  void aFullSpeedDeviceNeverWaits() throws StoppedException {
    Pace pace = started(Emulation.NONE);
    clock.compute(1_000_000);
    pace.end();

    pace.hold(() -> {
      throw new AssertionError("must not wait");
    });
  }

  @Test
  void aSlowDeviceWaitsUntilItsTimeHasPassed() throws StoppedException {
    Pace pace = started(Emulation.of(10));
    clock.compute(100);
    pace.end();
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
    Pace pace = started(Emulation.of(10));
    clock.compute(100);
    pace.end();
    clock.pass(5_000); // the thread waited for a core

    pace.hold(() -> {
      throw new AssertionError("must not wait");
    });
  }

  @Test
  void givesUpWaitingWhenStopped() {
    Pace pace = started(Emulation.of(10));
    clock.compute(100);
    pace.end();

    assertThatThrownBy(() ->
            pace.hold(() -> {
              throw new StoppedException(StoppedException.Reason.CANCELLED, "stop");
            }))
        .isInstanceOf(StoppedException.class);
  }

  @Test
  void whatIsComputedBeforeItsTurnDoesNotCount() throws StoppedException {
    Turns busy =
        new Turns() {
          @Override
          public void take() {
            clock.compute(30);
          }

          @Override
          public void give() {}
        };
    Pace pace = started(new Emulation(10, busy));
    clock.compute(5_000_000);
    pace.between();
    clock.compute(100);
    pace.end();

    pace.hold(() -> clock.pass(pace.leftNanos()));

    assertThat(clock.now()).isEqualTo(1_000 + 10 * 5_000_100);
  }

  private Pace started(Emulation emulation) {
    Pace pace = Pace.start(clock, emulation, 0);
    pace.begin();
    return pace;
  }
}
