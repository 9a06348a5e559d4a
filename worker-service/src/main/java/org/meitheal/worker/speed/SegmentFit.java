package org.meitheal.worker.speed;

import org.meitheal.core.fleet.SegmentCost;

/** A line through what a segment took for two amounts of work. */
public final class SegmentFit {
  private static final double NANOS_PER_MILLI = 1e6;

  private SegmentFit() {}

  /**
   * Neither of the line's coefficients can be negative: where noise or the caches say so, the best
   * line with that one at 0 is taken.
   *
   * @param small work in multiply-adds, and {@code smallMs} what it took
   * @param large more work
   */
  public static SegmentCost of(double small, double smallMs, double large, double largeMs) {
    double slope = large > small ? (largeMs - smallMs) / (large - small) : 0;
    if (!(slope > 0)) {
      return new SegmentCost((smallMs + largeMs) / 2, 0);
    }
    double fixed = smallMs - slope * small;
    if (fixed >= 0) {
      return new SegmentCost(fixed, slope * NANOS_PER_MILLI);
    }
    double throughOrigin = (small * smallMs + large * largeMs) / (small * small + large * large);
    return new SegmentCost(0, throughOrigin * NANOS_PER_MILLI);
  }
}
