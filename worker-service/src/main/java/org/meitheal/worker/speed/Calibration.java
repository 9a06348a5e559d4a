package org.meitheal.worker.speed;

import java.util.function.LongSupplier;

/**
 * A few runs of the real model before the first request. The first ones are left out: libtorch
 * prepares its kernels in them and they take several times as long.
 *
 * <p>It measures processor time × slow-down, not elapsed time: at start the neighbours on the same
 * cores are starting too, and would make this device look slower than it is. What later executions
 * took corrects it, waits for a core included.
 */
public final class Calibration {
  private static final int WARM_UP = 3;
  private static final int RUNS = 7;

  private final LongSupplier cpuTime;
  private final double slowDown;

  /**
   * @param cpuTime of the calling thread, in nanoseconds
   */
  public Calibration(LongSupplier cpuTime, double slowDown) {
    this.cpuTime = cpuTime;
    this.slowDown = slowDown;
  }

  /** One run. */
  @FunctionalInterface
  public interface Run<E extends Exception> {
    void run() throws E;
  }

  /** Must be called in a lane's thread. */
  public <E extends Exception> void calibrate(SpeedMeter meter, long multiplyAdds, Run<E> run)
      throws E {
    for (int i = 0; i < WARM_UP; i++) {
      run.run();
    }
    for (int i = 0; i < RUNS; i++) {
      long start = cpuTime.getAsLong();
      run.run();
      meter.add(multiplyAdds, (long) (slowDown * (cpuTime.getAsLong() - start)));
    }
  }
}
