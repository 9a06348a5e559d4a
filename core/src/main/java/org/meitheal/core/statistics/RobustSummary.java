package org.meitheal.core.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Centre and spread of a few measurements, of which a minority may be wild.
 *
 * @param median the mean of the two middle ones where their number is even
 * @param standardDeviation from the median absolute deviation (MAD): 1.4826 · b(n) · MAD, which
 *     estimates the standard deviation of normal data. The factor b(n) takes off the bias of few
 *     samples: C. Croux and P. J. Rousseeuw, "Time-efficient algorithms for two highly robust
 *     estimators of scale", Computational Statistics 1, 1992. Zero for a single sample
 * @param samples at least one
 */
public record RobustSummary(double median, double standardDeviation, int samples) {
  private static final double MAD_TO_STANDARD_DEVIATION = 1.4826;
  private static final double[] SMALL_SAMPLE_FACTORS = {
    1, 1, 1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107
  };

  /**
   * @throws IllegalArgumentException without any sample
   */
  public static RobustSummary of(List<Double> samples) {
    double[] values = new double[samples.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.get(i);
    }
    return of(values);
  }

  /**
   * @param samples is left as it was
   * @throws IllegalArgumentException without any sample
   */
  public static RobustSummary of(double[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    double[] sorted = samples.clone();
    double median = median(sorted);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(sorted[i] - median);
    }
    double deviation = median(sorted);
    return new RobustSummary(
        median,
        MAD_TO_STANDARD_DEVIATION * smallSampleFactor(samples.length) * deviation,
        samples.length);
  }

  /**
   * @param values at least one; sorted on return
   */
  public static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  private static double smallSampleFactor(int n) {
    return n < SMALL_SAMPLE_FACTORS.length ? SMALL_SAMPLE_FACTORS[n] : n / (n - 0.8);
  }
}
