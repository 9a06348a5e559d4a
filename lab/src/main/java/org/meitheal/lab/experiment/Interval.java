package org.meitheal.lab.experiment;

import java.util.List;
import java.util.Locale;

/**
 * A mean with its 95 % confidence interval by Student's t over independent runs.
 *
 * @param halfWidth 0 for a single run, of which nothing can be said
 */
record Interval(double mean, double halfWidth) {
  /** Two-sided 95 % quantiles for 1, 2, … degrees of freedom. */
  private static final List<Double> STUDENT =
      List.of(
          12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179,
          2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060,
          2.056, 2.052, 2.048, 2.045, 2.042);

  static Interval of(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    if (n == 1) {
      return new Interval(mean, 0);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double student = STUDENT.get(Math.min(n - 1, STUDENT.size()) - 1);
    return new Interval(mean, student * Math.sqrt(squares / (n - 1) / n));
  }

  String text() {
    return halfWidth == 0
        ? String.format(Locale.ROOT, "%.1f", mean)
        : String.format(Locale.ROOT, "%.1f ± %.1f", mean, halfWidth);
  }
}
