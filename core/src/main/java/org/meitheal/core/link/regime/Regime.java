package org.meitheal.core.link.regime;

/**
 * A stretch of samples at one level. Every regime but the first began with a change worth telling.
 *
 * @param first index of its first sample
 * @param end index after its last sample
 * @param median of its samples, in their unit
 * @param detected index of the sample with which the change was certain; 0 for the first regime
 */
public record Regime(int first, int end, double median, int detected) {
  public Regime {
    if (first < 0 || end <= first || detected < first || detected >= end) {
      throw new IllegalArgumentException(
          "not a regime: %d to %d, detected at %d".formatted(first, end, detected));
    }
  }

  public int samples() {
    return end - first;
  }
}
