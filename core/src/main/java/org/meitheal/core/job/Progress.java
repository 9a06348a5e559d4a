package org.meitheal.core.job;

import java.util.Arrays;

/**
 * How far a job is, as somebody knows who decides on which cores it runs and hears of it only now
 * and then. Its done share grows by Δt ÷ duration(cores, quantile), whatever cores it has at the
 * time. The quantile is known from the first {@link Report} on; until then all that is known is
 * that the job is not done yet.
 */
public final class Progress {
  private static final int HALVINGS = 24;

  private final ServiceTimes times;
  private final double[] ranMs;
  private double reportedShare;
  private double quantile = Double.NaN;
  private double sinceMs;
  private int cores;

  public Progress(ServiceTimes times) {
    this.times = times;
    this.ranMs = new double[times.mostCores() + 1];
  }

  /** Runs on so many cores from now on; 0 suspends it. */
  public void cores(double nowMs, int now) {
    ranMs[cores] += Math.max(0, nowMs - sinceMs);
    sinceMs = nowMs;
    cores = now;
  }

  /** Takes in what its device says. */
  public void report(Report report) {
    Arrays.fill(ranMs, 0);
    reportedShare = report.doneShare();
    quantile = report.quantile();
    sinceMs = report.atMs();
    cores = report.cores();
  }

  public int cores() {
    return cores;
  }

  public boolean known() {
    return !Double.isNaN(quantile);
  }

  /**
   * The quantile to plan with: the job's own if it is known, else one of those at which it would
   * not be done yet.
   *
   * @param cautious 0 to 1, of the times that are still possible
   */
  public double quantile(double nowMs, double cautious) {
    if (known()) {
      return quantile;
    }
    double least = leastPossible(nowMs);
    return least + cautious * (1 - least);
  }

  /** The share that is done if the job has this quantile; 1 at most. */
  public double doneShare(double nowMs, double assumed) {
    double share = reportedShare;
    for (ServiceTimes.Width width : times.widths()) {
      double ran = ranMs[width.cores()];
      if (width.cores() == cores) {
        ran += Math.max(0, nowMs - sinceMs);
      }
      if (ran > 0) {
        share += ran / width.durations().at(assumed);
      }
    }
    return Math.min(1, share);
  }

  private double leastPossible(double nowMs) {
    if (doneShare(nowMs, 0) < 1) {
      return 0;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (doneShare(nowMs, middle) < 1) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
