package org.meitheal.core.statistics;

/** The standard normal distribution. */
public final class Normal {
  /** Beyond this the tail is under 1e-15. */
  private static final double FAR = 8;

  private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final int MAX_STEPS = 100;

  private Normal() {}

  /**
   * Φ(z), the probability of a value of at most {@code z}; absolute error under 1e-14.
   *
   * <p>The Taylor series about 0 of G. Marsaglia, "Evaluating the Normal Distribution", Journal of
   * Statistical Software 11(4), 2004: Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + z⁷/(3·5·7) + …),
   * summed until it stops changing.
   */
  public static double cumulative(double z) {
    if (Double.isNaN(z)) {
      throw new IllegalArgumentException("not a number");
    }
    if (z > FAR) {
      return 1;
    }
    if (z < -FAR) {
      return 0;
    }
    double sum = z;
    double before = 0;
    double term = z;
    for (int odd = 3; sum != before; odd += 2) {
      before = sum;
      term *= z * z / odd;
      sum += term;
    }
    return Math.clamp(0.5 + sum * density(z), 0, 1);
  }

  /** φ(z). */
  static double density(double z) {
    return Math.exp(-0.5 * z * z - LOG_SQRT_TWO_PI);
  }

  /**
   * The z with Φ(z) = p, within ±8; absolute error under 1e-9 for p from 1e-6 to 1 − 1e-6.
   *
   * <p>Newton's method from 0. Φ is concave right of 0 and convex left of it, so that the steps
   * approach the root from the side of 0 and never overshoot.
   *
   * @param p in (0, 1)
   */
  public static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("a probability must lie between 0 and 1: " + p);
    }
    double z = 0;
    for (int i = 0; i < MAX_STEPS; i++) {
      double step = (p - cumulative(z)) / density(z);
      z = Math.clamp(z + step, -FAR, FAR);
      if (Math.abs(step) < 1e-13) {
        break;
      }
    }
    return z;
  }
}
