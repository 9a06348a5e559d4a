package org.meitheal.core.partition;

import java.util.ArrayList;
import java.util.List;

/**
 * How an axis of any length is divided: relative weights, in order. Cuts fall at the nearest whole
 * row, so that they stay at the same place of the image from boundary to boundary.
 */
public record Shares(List<Double> weights) {
  public Shares {
    weights = List.copyOf(weights);
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (weights.stream().anyMatch(weight -> !(weight >= 0))
        || !(sum > 0)
        || Double.isInfinite(sum)) {
      throw new IllegalArgumentException("no shares: " + weights);
    }
  }

  public static Shares equal(int parts) {
    return new Shares(java.util.Collections.nCopies(parts, 1.0));
  }

  /** Adjacent intervals that cover {@code length}; some may be empty. */
  public List<Interval> of(int length) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    List<Interval> intervals = new ArrayList<>(weights.size());
    double before = 0;
    int from = 0;
    for (double weight : weights) {
      before += weight;
      int to = (int) Math.round(before / sum * length);
      intervals.add(new Interval(from, to));
      from = to;
    }
    return List.copyOf(intervals);
  }
}
