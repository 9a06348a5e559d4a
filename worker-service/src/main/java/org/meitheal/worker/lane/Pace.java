package org.meitheal.worker.lane;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes this machine as slow as the device that it stands for. Work that took t of the thread's
 * processor time ends no sooner than k × t after it began; because processor time does not grow
 * while neighbours have the cores, they do not distort it. k = 1 never waits.
 */
final class Pace {
  /** Then others may have a turn, if the work can be interrupted. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final LaneClock clock;
  private final Emulation emulation;
  private final long startedAt;
  private long cpuBefore;
  private long cpuAtTurn;
  private long turnAt;
  private volatile long endsAt;

  private Pace(LaneClock clock, Emulation emulation, long expectedNanos) {
    this.clock = clock;
    this.emulation = emulation;
    this.startedAt = clock.now();
    this.endsAt = startedAt + expectedNanos;
  }

  /** Must be called by the thread that does the work. */
  static Pace start(LaneClock clock, Emulation emulation, long expectedNanos) {
    return new Pace(clock, emulation, expectedNanos);
  }

  /** The work, or its next piece, begins when it is this device's turn. */
  void begin() {
    emulation.turns().take();
    turnAt = clock.now();
    cpuAtTurn = clock.cpuTime();
  }

  /** The work, or a piece of it, is done. */
  void end() {
    cpuBefore += clock.cpuTime() - cpuAtTurn;
    emulation.turns().give();
  }

  /** Lets others compute between two pieces of the work. */
  void between() {
    if (emulation.slows() && clock.now() - turnAt > TURN_NANOS) {
      end();
      begin();
    }
  }

  /** Waits out what a slower device would still need. */
  void hold(StopSignal stop) throws StoppedException {
    if (!emulation.slows()) {
      return;
    }
    endsAt = startedAt + (long) (emulation.slowDown() * cpuBefore);
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
}
