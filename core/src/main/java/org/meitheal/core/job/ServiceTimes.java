package org.meitheal.core.job;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a job takes, by the number of cores that it runs on. A job has one quantile for its
 * whole life: one that is slow on two cores is as slow, for its kind, on four.
 *
 * @param widths fewest cores first
 */
public record ServiceTimes(List<Width> widths) {
  /**
   * On so many cores.
   *
   * @param durations of the whole job
   */
  public record Width(int cores, QuantileCurve durations) {
    public Width {
      if (cores < 1) {
        throw new IllegalArgumentException("no cores");
      }
    }
  }

  public ServiceTimes {
    widths = List.copyOf(widths);
    if (widths.isEmpty()) {
      throw new IllegalArgumentException("a job runs on some cores");
    }
    for (int i = 1; i < widths.size(); i++) {
      if (widths.get(i).cores() <= widths.get(i - 1).cores()) {
        throw new IllegalArgumentException("widths must rise");
      }
    }
  }

  /** That runs on one number of cores only. */
  public static ServiceTimes of(int cores, QuantileCurve durations) {
    return new ServiceTimes(List.of(new Width(cores, durations)));
  }

  /** The same with all durations multiplied. */
  public ServiceTimes times(double factor) {
    List<Width> slower = new ArrayList<>();
    for (Width width : widths) {
      slower.add(new Width(width.cores(), width.durations().times(factor)));
    }
    return new ServiceTimes(slower);
  }

  public int fewestCores() {
    return widths.getFirst().cores();
  }

  public int mostCores() {
    return widths.getLast().cores();
  }

  /** The most cores that it can use of so many; 0 if they are too few. */
  public int widest(int cores) {
    int widest = 0;
    for (Width width : widths) {
      if (width.cores() <= cores) {
        widest = width.cores();
      }
    }
    return widest;
  }

  /**
   * The whole job, ms.
   *
   * @throws IllegalArgumentException if it does not run on so many cores
   */
  public double durationMs(int cores, double quantile) {
    return durations(cores).at(quantile);
  }

  /** Of the whole job on so many cores. */
  public QuantileCurve durations(int cores) {
    for (Width width : widths) {
      if (width.cores() == cores) {
        return width.durations();
      }
    }
    throw new IllegalArgumentException("it does not run on " + cores + " cores");
  }
}
