package org.meitheal.core.statistics;

/** A normally distributed value, by its moments. */
public record NormalValue(double mean, double standardDeviation) {
  public NormalValue {
    if (Double.isNaN(mean) || !(standardDeviation >= 0)) {
      throw new IllegalArgumentException(
          "no distribution: %s ± %s".formatted(mean, standardDeviation));
    }
  }

  /** The sum of two that do not depend on each other. */
  public NormalValue plus(NormalValue other) {
    return new NormalValue(
        mean + other.mean, Math.hypot(standardDeviation, other.standardDeviation));
  }

  /**
   * The larger of two that do not depend on each other. It is not normal, but its first two moments
   * are exact: C. E. Clark, "The greatest of a finite set of random variables", Operations Research
   * 9(2), 1961. Taken again and again over more than two, they are close.
   */
  public NormalValue max(NormalValue other) {
    double variance = square(standardDeviation);
    double otherVariance = square(other.standardDeviation);
    double distance = Math.sqrt(variance + otherVariance);
    if (distance == 0) {
      return mean >= other.mean ? this : other;
    }
    double alpha = (mean - other.mean) / distance;
    double first = Normal.cumulative(alpha);
    double density = distance * Normal.density(alpha);
    // Counted from the other's mean, so that large equal means do not cancel out.
    double ahead = mean - other.mean;
    double moment = ahead * first + density;
    double second =
        (square(ahead) + variance) * first + otherVariance * (1 - first) + ahead * density;
    return new NormalValue(other.mean + moment, Math.sqrt(Math.max(0, second - square(moment))));
  }

  private static double square(double value) {
    return value * value;
  }
}
