package org.meitheal.core.split;

/**
 * What an operator may set about divisions. Times are in milliseconds.
 *
 * @param maxParts the lead's included
 * @param maxLanesPerDevice how many lanes of one device may be parts
 * @param assumedBytesPerSecond bandwidth of a link on which no transfer is recorded yet
 * @param messageMs what a transfer takes besides its way, for headers, copies and tickets
 * @param stageMs what a stage takes besides its segments' runs
 * @param laneExchangeMs what a transfer between two lanes of one device takes
 * @param laneContention by how much each further busy lane of a device slows the others down,
 *     because they share its memory; 0.15 is 15 %
 * @param minimumGain by how much of the best single device's time a division must be faster
 * @param minimumGainMs the same as a time; the larger of both counts
 * @param hysteresis added to {@code minimumGain} where the last such request was not divided, so
 *     that noise does not move requests to and fro
 */
public record SplitSettings(
    int maxParts,
    int maxLanesPerDevice,
    double assumedBytesPerSecond,
    double messageMs,
    double stageMs,
    double laneExchangeMs,
    double laneContention,
    double minimumGain,
    double minimumGainMs,
    double hysteresis) {
  private static final int MOST_PARTS = 64;

  public SplitSettings {
    if (maxParts < 1 || maxParts > MOST_PARTS || maxLanesPerDevice < 1) {
      throw new IllegalArgumentException(
          "parts must number 1 to %d, lanes at least 1: %d, %d"
              .formatted(MOST_PARTS, maxParts, maxLanesPerDevice));
    }
    if (!(assumedBytesPerSecond > 0)) {
      throw new IllegalArgumentException("the assumed bandwidth must be positive");
    }
    if (!(messageMs >= 0
        && stageMs >= 0
        && laneExchangeMs >= 0
        && laneContention >= 0
        && minimumGainMs >= 0
        && hysteresis >= 0)) {
      throw new IllegalArgumentException("times and gains must not be negative");
    }
    if (!(minimumGain >= 0 && minimumGain < 1)) {
      throw new IllegalArgumentException("minimum-gain must lie in [0, 1): " + minimumGain);
    }
  }

  public static SplitSettings defaults() {
    return new SplitSettings(8, 8, 1.25e6, 0.3, 0.2, 0.05, 0.15, 0.02, 0.5, 0.03);
  }
}
