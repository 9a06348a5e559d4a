package org.meitheal.core.policy;

import org.meitheal.core.job.ServiceTimes;

/** A job as forecast. */
final class Claim {
  private final Held held;
  private final double left;
  private final double[] wholeMs;

  /**
   * @param left share of it that is not done; more than 1 where its input is under way
   * @param quantile assumed
   */
  Claim(Held held, double left, double quantile) {
    this.held = held;
    this.left = left;
    ServiceTimes times = held.job().times();
    this.wholeMs = new double[times.mostCores() + 1];
    for (ServiceTimes.Width width : times.widths()) {
      wholeMs[width.cores()] = width.durations().at(quantile);
    }
  }

  Held held() {
    return held;
  }

  double left() {
    return left;
  }

  /** All of it on so many cores, one of its widths. */
  double wholeMs(int cores) {
    return wholeMs[cores];
  }

  /** What is left of it alone, on as many cores as it can use. */
  double aloneMs() {
    return left * wholeMs[wholeMs.length - 1];
  }

  int fewestCores() {
    return held.job().times().fewestCores();
  }

  int widest(int cores) {
    return held.job().times().widest(cores);
  }

  boolean inTime(double finishMs) {
    return finishMs <= held.job().deadlineMs();
  }
}
