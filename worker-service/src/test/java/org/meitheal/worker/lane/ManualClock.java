package org.meitheal.worker.lane;

import java.util.concurrent.atomic.AtomicLong;

/** Both clocks move only when told to. */
final class ManualClock implements LaneClock {
  private final AtomicLong wall = new AtomicLong(1_000);
  private final AtomicLong cpu = new AtomicLong();

  void pass(long nanos) {
    wall.addAndGet(nanos);
  }

  void compute(long nanos) {
    wall.addAndGet(nanos);
    cpu.addAndGet(nanos);
  }

  @Override
  public long now() {
    return wall.get();
  }

  @Override
  public long cpuTime() {
    return cpu.get();
  }
}
