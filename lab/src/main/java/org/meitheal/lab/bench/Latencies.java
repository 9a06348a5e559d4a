package org.meitheal.lab.bench;

import java.util.Arrays;

/** Times of one kind of call, in milliseconds. */
final class Latencies {
  private final double[] milliseconds;
  private int count;

  Latencies(int most) {
    this.milliseconds = new double[most];
  }

  void add(long nanos) {
    milliseconds[count++] = nanos / 1e6;
  }

  /** The nearest-rank quantile. */
  double quantile(double q) {
    double[] sorted = Arrays.copyOf(milliseconds, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(q * count);
    return sorted[Math.max(0, rank - 1)];
  }

  double p50() {
    return quantile(0.50);
  }

  double p99() {
    return quantile(0.99);
  }
}
