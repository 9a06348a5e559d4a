package org.meitheal.core.compute;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.statistics.RecentSamples;
import org.meitheal.core.statistics.RobustSummary;

/**
 * How fast one device runs one model on one lane, learned from calibration and from every later
 * execution. Immutable: adding a measurement gives a new one.
 *
 * <p>The median over a bounded window forgets a slow first run, shrugs off a few that were
 * disturbed and follows a device that heat slows down.
 *
 * @param nanosPerMultiplyAdd one value for each measurement, oldest first
 */
public record SpeedEstimate(RecentSamples nanosPerMultiplyAdd) {
  /** How many measurements count. */
  public static final int WINDOW = 32;

  private static final int FEW = 3;
  private static final double RELATIVE_SPREAD_OF_FEW = 0.25;

  public static SpeedEstimate none() {
    return new SpeedEstimate(RecentSamples.none(WINDOW));
  }

  /**
   * Adds a calibration run or an execution.
   *
   * @param multiplyAdds of what was run, positive
   * @param computeMs that one lane took, positive
   */
  public SpeedEstimate plus(long multiplyAdds, double computeMs) {
    if (multiplyAdds <= 0 || !(computeMs > 0) || Double.isInfinite(computeMs)) {
      throw new IllegalArgumentException(
          "work and time must be positive: " + multiplyAdds + " in " + computeMs + " ms");
    }
    return new SpeedEstimate(nanosPerMultiplyAdd.plus(computeMs * 1e6 / multiplyAdds));
  }

  /** None without a measurement. */
  public @Nullable RobustSummary summary() {
    return nanosPerMultiplyAdd.values().isEmpty()
        ? null
        : RobustSummary.of(nanosPerMultiplyAdd.values());
  }

  /** The speed of that model, not calibrated without a measurement. */
  public ModelSpeed speedOf(String model, String version, String sha256) {
    RobustSummary summary = summary();
    if (summary == null) {
      return ModelSpeed.uncalibrated(model, version, sha256);
    }
    double floor = summary.samples() < FEW ? RELATIVE_SPREAD_OF_FEW : ComputeTime.RELATIVE_FLOOR;
    double spread = Math.max(floor, summary.standardDeviation() / summary.median());
    return new ModelSpeed(model, version, sha256, summary.median(), spread, summary.samples());
  }
}
