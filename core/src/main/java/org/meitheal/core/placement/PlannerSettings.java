package org.meitheal.core.placement;

import org.meitheal.core.split.SplitSettings;

/**
 * What an operator may set about planning.
 *
 * @param minProbability a request whose best probability of being in time is lower is refused
 * @param nearestPerTier how many devices of a tier are compared at most
 * @param assumedBytesPerSecond bandwidth of a link on which no transfer is recorded yet; low, so
 *     that a link that was measured is preferred
 * @param split about dividing one request over several devices
 */
public record PlannerSettings(
    double minProbability, int nearestPerTier, double assumedBytesPerSecond, SplitSettings split) {
  public PlannerSettings {
    if (!(minProbability >= 0 && minProbability < 1)) {
      throw new IllegalArgumentException("min-probability must lie in [0, 1): " + minProbability);
    }
    if (nearestPerTier < 1) {
      throw new IllegalArgumentException("at least one device of a tier must be compared");
    }
    if (!(assumedBytesPerSecond > 0)) {
      throw new IllegalArgumentException("the assumed bandwidth must be positive");
    }
  }

  /** With the usual ones about dividing. */
  public PlannerSettings(double minProbability, int nearestPerTier, double assumedBytesPerSecond) {
    this(minProbability, nearestPerTier, assumedBytesPerSecond, SplitSettings.defaults());
  }

  /** 5 %, 8 devices, 10 Mb/s. */
  public static PlannerSettings defaults() {
    return new PlannerSettings(0.05, 8, 1.25e6, SplitSettings.defaults());
  }
}
