package org.meitheal.worker.lane;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One lane: a platform thread that runs one job at a time. */
final class Lane implements Runnable {
  /** A job that has overrun its expected time is taken to need this share of it again. */
  private static final int OVERRUN_SHARE = 10;

  private final Lanes lanes;
  private final LaneClock clock;
  private final Emulation emulation;
  private final Thread thread;
  private volatile @Nullable Job<?> running;
  private volatile @Nullable Pace pace;

  Lane(int index, Lanes lanes, LaneClock clock, Emulation emulation, Runnable preparation) {
    this.lanes = lanes;
    this.clock = clock;
    this.emulation = emulation;
    this.thread =
        Thread.ofPlatform()
            .name("lane-" + index)
            .daemon()
            .unstarted(() -> {
              preparation.run();
              run();
            });
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    for (Job<?> job = lanes.take(this); job != null; job = lanes.take(this)) {
      Emulation its = job.slowed() ? emulation : Emulation.NONE;
      Pace started = Pace.start(clock, its, job.demand().expectedNanos());
      pace = started;
      Runnable handOver = job.run(started);
      lanes.done(this);
      pace = null;
      handOver.run();
    }
  }

  /** Called under the lanes' lock. */
  void assign(@Nullable Job<?> job) {
    running = job;
  }

  @Nullable Job<?> running() {
    return running;
  }

  /** Called under the lanes' lock. */
  long freeInNanos() {
    Job<?> job = running;
    if (job == null) {
      return 0;
    }
    Pace current = pace;
    long expected = job.demand().expectedNanos();
    long left = current == null ? expected : current.leftNanos();
    return Math.max(left, Math.max(1, expected / OVERRUN_SHARE));
  }

  /** Lets a lane that waits out emulated time see that its job was stopped. */
  void wake() {
    LockSupport.unpark(thread);
  }

  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }
}
