package org.meitheal.core.statistics;

import java.util.Arrays;

/**
 * How the last predictions of one kind turned out, and what that says about the next. Immutable:
 * adding an outcome gives a new one.
 *
 * <p>The quantiles are those of split conformal prediction (H. Papadopoulos and others, "Inductive
 * confidence machines for regression", 2002): of n ratios the ⌈(n + 1) · p⌉-th smallest, so that
 * the next one lies at or below it with a probability of at least p, whatever their distribution,
 * as long as their order does not matter. Where n is too small for that p, the model's own spread
 * counts, moved by the median ratio as far as there is one, and no less than the largest ratio.
 *
 * @param ratios actual ÷ predicted, oldest first
 */
public record PredictionCalibration(RecentSamples ratios) {
  /** With fewer a median says little, and predictions count as they are. */
  private static final int FEW = 5;

  /**
   * @param window how many outcomes are kept
   */
  public static PredictionCalibration none(int window) {
    return new PredictionCalibration(RecentSamples.none(window));
  }

  /** Adds an outcome; both times are positive and of the same unit. */
  public PredictionCalibration plus(double predicted, double actual) {
    double ratio = actual / predicted;
    if (!(predicted > 0) || !(actual > 0) || !(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException(
          "times must be positive: %s where %s was predicted".formatted(actual, predicted));
    }
    return new PredictionCalibration(ratios.plus(ratio));
  }

  public int samples() {
    return ratios.values().size();
  }

  /** What half of such predictions turn out to be at most. */
  public double median(double predicted) {
    Double median = ratios.median();
    return median == null || samples() < FEW ? predicted : predicted * median;
  }

  /**
   * What a share {@code p} of such predictions turn out to be at most.
   *
   * @param predicted mean, and its standard deviation by the model
   * @param p in (0, 1)
   */
  public double quantile(NormalValue predicted, double p) {
    double z = Normal.quantile(p);
    int n = samples();
    int rank = Math.max(1, (int) Math.ceil((n + 1) * p));
    double[] sorted = ratios.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (rank <= n) {
      return predicted.mean() * sorted[rank - 1];
    }
    double byModel = median(predicted.mean()) + z * predicted.standardDeviation();
    double largest = Arrays.stream(sorted).max().orElse(0) * predicted.mean();
    return Math.max(byModel, largest);
  }
}
