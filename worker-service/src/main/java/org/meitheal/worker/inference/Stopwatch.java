package org.meitheal.worker.inference;

import org.meitheal.worker.lane.LaneClock;

/**
 * How long the calling thread works on something, on the device that this worker stands for: the
 * slowed-down processor time, or what really passed if that is more.
 */
final class Stopwatch {
  private final LaneClock clock;
  private final double slowDown;
  private long wall;
  private long cpu;

  Stopwatch(LaneClock clock, double slowDown) {
    this.clock = clock;
    this.slowDown = slowDown;
    this.wall = clock.now();
    this.cpu = clock.cpuTime();
  }

  /** Since the last lap. */
  long lap() {
    long wallNow = clock.now();
    long cpuNow = clock.cpuTime();
    long passed = wallNow - wall;
    long slowed = slowDown > 1 ? (long) (slowDown * (cpuNow - cpu)) : 0;
    wall = wallNow;
    cpu = cpuNow;
    return Math.max(passed, slowed);
  }
}
