package org.meitheal.worker.lane;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The two clocks of a lane: the wall's and that of its thread's processor time. */
public interface LaneClock {
  /** Monotonic, in nanoseconds. */
  long now();

  /** What the calling thread has computed so far, in nanoseconds. */
  long cpuTime();

  /**
   * The machine's. libtorch computes in the calling thread when it has one thread only, so the
   * thread's processor time is what a lane computed (a test holds this).
   */
  static LaneClock system() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new LaneClock() {
      @Override
      public long now() {
        return System.nanoTime();
      }

      @Override
      public long cpuTime() {
        return threads.getCurrentThreadCpuTime();
      }
    };
  }
}
