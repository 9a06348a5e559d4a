package org.meitheal.core.policy;

/**
 * How a policy looks ahead.
 *
 * @param cautious quantile that a job of unknown speed is planned with, 0 to 1
 * @param hopeful quantile at which a job of unknown speed must be late for it to be given up
 * @param reports whether it takes in what devices say of how far jobs are
 * @param forwardMs for an input to reach a neighbour
 * @param moveMs for a job with what it has done to reach a neighbour
 */
public record Sight(
    double cautious, double hopeful, boolean reports, double forwardMs, double moveMs) {
  /** Speeds are known a second after the start: little is lost by starting what may not fit. */
  public static final Sight STANDARD = new Sight(0.4, 0.1, true, 20, 120);

  /** Without reports a job that starts may turn out to have been too long only at its end. */
  public static final Sight BLIND = new Sight(0.7, 0.1, false, 20, 120);
}
