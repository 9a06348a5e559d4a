package org.meitheal.worker.lane;

import java.util.concurrent.locks.LockSupport;

/**
 * Makes this machine as slow as the device that it stands for. Work that took t of the thread's
 * processor time ends no sooner than k × t after it began; because processor time does not grow
 * while neighbours have the cores, they do not distort it. k = 1 never waits.
 */
final class Pace {
  private final LaneClock clock;
  private final double slowDown;
  private final long startedAt;
  private final long cpuAtStart;
  private volatile long endsAt;

  private Pace(LaneClock clock, double slowDown, long expectedNanos) {
    this.clock = clock;
    this.slowDown = slowDown;
    this.startedAt = clock.now();
    this.cpuAtStart = clock.cpuTime();
    this.endsAt = startedAt + expectedNanos;
  }

  /** Must be called by the thread that does the work. */
  static Pace start(LaneClock clock, double slowDown, long expectedNanos) {
    return new Pace(clock, slowDown, expectedNanos);
  }

  /** Waits out what a slower device would still need. */
  void hold(StopSignal stop) throws StoppedException {
    if (slowDown <= 1) {
      return;
    }
    endsAt = slowEnd();
    for (long left = endsAt - clock.now(); left > 0; left = endsAt - clock.now()) {
      stop.check();
      LockSupport.parkNanos(this, left);
    }
  }

  /** Nanoseconds until the work is expected to end; exact while {@link #hold} waits. */
  long leftNanos() {
    return Math.max(0, endsAt - clock.now());
  }

  long startedAt() {
    return startedAt;
  }

  private long slowEnd() {
    return startedAt + (long) (slowDown * (clock.cpuTime() - cpuAtStart));
  }
}
