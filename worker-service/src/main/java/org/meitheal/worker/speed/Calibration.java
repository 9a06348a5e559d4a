package org.meitheal.worker.speed;

import java.util.ArrayList;
import java.util.List;
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
  /** Of real processor time, in nanoseconds; then a heavy model has to do with fewer runs. */
  private static final long WARM_UP_BUDGET = 100_000_000;

  private static final long RUNS_BUDGET = 250_000_000;
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

  /** How many times slower than this machine the device is to appear. */
  public double slowDown() {
    return slowDown;
  }

  /** One run. */
  @FunctionalInterface
  public interface Run<E extends Exception> {
    /**
     * @param lap to be called after each segment
     */
    void run(Runnable lap) throws E;
  }

  /**
   * Must be called in a lane's thread.
   *
   * @return milliseconds between the laps of one run, of the device that this machine stands for
   */
  public <E extends Exception> double[] calibrate(SpeedMeter meter, long multiplyAdds, Run<E> run)
      throws E {
    repeat(WARM_UP, WARM_UP_BUDGET, run);
    List<long[]> runs = repeat(RUNS, RUNS_BUDGET, run);
    for (long[] laps : runs) {
      long sum = 0;
      for (long lap : laps) {
        sum += lap;
      }
      meter.add(multiplyAdds, (long) (slowDown * sum));
    }
    return medians(runs);
  }

  /** The same at another size, which says nothing of the model's speed as a whole. */
  public <E extends Exception> double[] time(Run<E> run) throws E {
    repeat(1, 0, run);
    return medians(repeat(RUNS, RUNS_BUDGET, run));
  }

  /** At least once, and then until there are enough or the budget is spent. */
  private <E extends Exception> List<long[]> repeat(int most, long budget, Run<E> run) throws E {
    long start = cpuTime.getAsLong();
    List<long[]> runs = new ArrayList<>();
    do {
      runs.add(laps(run));
    } while (runs.size() < most && cpuTime.getAsLong() - start < budget);
    return runs;
  }

  private <E extends Exception> long[] laps(Run<E> run) throws E {
    List<Long> times = new ArrayList<>();
    times.add(cpuTime.getAsLong());
    run.run(() -> times.add(cpuTime.getAsLong()));
    long[] laps = new long[times.size() - 1];
    for (int i = 0; i < laps.length; i++) {
      laps[i] = times.get(i + 1) - times.get(i);
    }
    return laps;
  }

  private double[] medians(List<long[]> runs) {
    double[] medians = new double[runs.getFirst().length];
    for (int lap = 0; lap < medians.length; lap++) {
      int index = lap;
      long[] sorted = runs.stream().mapToLong(laps -> laps[index]).sorted().toArray();
      medians[lap] = slowDown * sorted[sorted.length / 2] / 1e6;
    }
    return medians;
  }
}
