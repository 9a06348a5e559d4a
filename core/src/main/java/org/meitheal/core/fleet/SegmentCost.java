package org.meitheal.core.fleet;

/**
 * What one segment of a model takes on one lane of a device: a fixed part for each run, and a part
 * that grows with the work.
 *
 * @param fixedMs for each run, however small
 * @param nanosPerMultiplyAdd 0 where the segment computes next to nothing
 */
public record SegmentCost(double fixedMs, double nanosPerMultiplyAdd) {
  public SegmentCost {
    boolean fixedValid = fixedMs >= 0 && Double.isFinite(fixedMs);
    boolean slopeValid = nanosPerMultiplyAdd >= 0 && Double.isFinite(nanosPerMultiplyAdd);
    if (!fixedValid || !slopeValid) {
      throw new IllegalArgumentException("a segment's cost must be finite and not negative");
    }
  }

  /** The same of a device that takes so many times longer. */
  public SegmentCost times(double factor) {
    return new SegmentCost(fixedMs * factor, nanosPerMultiplyAdd * factor);
  }

  /** One run of so much work, in milliseconds. */
  public double ms(double multiplyAdds) {
    return fixedMs + nanosPerMultiplyAdd * multiplyAdds / 1e6;
  }
}
