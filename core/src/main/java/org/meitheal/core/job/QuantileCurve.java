package org.meitheal.core.job;

import java.util.ArrayList;
import java.util.List;

/**
 * A distribution of durations by some of its quantiles, straight lines between them.
 *
 * @param points from quantile 0 to quantile 1, both rising
 */
public record QuantileCurve(List<Point> points) {
  /**
   * One quantile.
   *
   * @param quantile 0 to 1
   * @param durationMs that such a share of all durations does not exceed
   */
  public record Point(double quantile, double durationMs) {
    public Point {
      if (!(quantile >= 0 && quantile <= 1 && durationMs > 0)) {
        throw new IllegalArgumentException("no point: %s at %s".formatted(durationMs, quantile));
      }
    }
  }

  public QuantileCurve {
    points = List.copyOf(points);
    if (points.size() < 2
        || points.getFirst().quantile() != 0
        || points.getLast().quantile() != 1) {
      throw new IllegalArgumentException("a curve goes from quantile 0 to quantile 1");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).quantile() <= points.get(i - 1).quantile()
          || points.get(i).durationMs() < points.get(i - 1).durationMs()) {
        throw new IllegalArgumentException("quantiles and durations must rise");
      }
    }
  }

  /** Always the same. */
  public static QuantileCurve constant(double durationMs) {
    return new QuantileCurve(List.of(new Point(0, durationMs), new Point(1, durationMs)));
  }

  /**
   * Of measurements that give the mean and some quantiles, but not the smallest: the smallest is
   * chosen so that the curve has that mean.
   *
   * @param meanMs of all
   * @param known rising, the first above quantile 0, the last at quantile 1
   */
  public static QuantileCurve withMean(double meanMs, List<Point> known) {
    double restMs = 0;
    for (int i = 1; i < known.size(); i++) {
      Point from = known.get(i - 1);
      Point to = known.get(i);
      restMs += (to.quantile() - from.quantile()) * (from.durationMs() + to.durationMs()) / 2;
    }
    Point first = known.getFirst();
    double smallestMs = 2 * (meanMs - restMs) / first.quantile() - first.durationMs();
    List<Point> points = new ArrayList<>(known);
    points.addFirst(new Point(0, smallestMs));
    return new QuantileCurve(points);
  }

  /** The same with all durations multiplied. */
  public QuantileCurve times(double factor) {
    return new QuantileCurve(
        points.stream().map(p -> new Point(p.quantile(), p.durationMs() * factor)).toList());
  }

  /**
   * The duration at a quantile, ms.
   *
   * @param quantile 0 to 1
   */
  public double at(double quantile) {
    int i = 1;
    while (i < points.size() - 1 && points.get(i).quantile() < quantile) {
      i++;
    }
    Point from = points.get(i - 1);
    Point to = points.get(i);
    double share = (quantile - from.quantile()) / (to.quantile() - from.quantile());
    return from.durationMs() + share * (to.durationMs() - from.durationMs());
  }

  /** The quantile of a duration; 0 or 1 for one beyond the curve. */
  public double quantileOf(double durationMs) {
    if (durationMs <= points.getFirst().durationMs()) {
      return 0;
    }
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      if (durationMs < to.durationMs()) {
        return from.quantile()
            + (durationMs - from.durationMs())
                / (to.durationMs() - from.durationMs())
                * (to.quantile() - from.quantile());
      }
    }
    return 1;
  }

  /** The mean, ms: trapezia under the curve. */
  public double meanMs() {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      sum += (to.quantile() - from.quantile()) * (from.durationMs() + to.durationMs()) / 2;
    }
    return sum;
  }
}
