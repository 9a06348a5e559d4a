package org.meitheal.lab.bench.dashboard;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** How much of one core a process uses: its processor time by wall time. */
final class CoreShare {
  /** Something that takes a while. */
  interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  private CoreShare() {}

  /**
   * @param used the process's processor time so far
   */
  static double of(Supplier<Duration> used, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    Duration before = used.get();
    long start = System.nanoTime();
    meanwhile.run();
    long wall = System.nanoTime() - start;
    return (double) used.get().minus(before).toNanos() / wall;
  }
}
