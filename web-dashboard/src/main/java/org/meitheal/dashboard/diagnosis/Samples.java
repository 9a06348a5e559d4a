package org.meitheal.dashboard.diagnosis;

import java.util.Arrays;
import java.util.Collection;

/** Simple statistics of a few numbers. */
final class Samples {
  private Samples() {}

  /**
   * @throws IllegalArgumentException of none
   */
  static double median(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values have no median");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
