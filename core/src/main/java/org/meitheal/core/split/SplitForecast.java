package org.meitheal.core.split;

import java.util.List;

/**
 * What is expected of a division. Times are in milliseconds, from the snapshot on.
 *
 * @param meanMs until the whole model is through
 * @param standardDeviationMs of that
 * @param bytesSent between devices, input and results included
 * @param haloMultiplyAdds that several parts compute alike, heads included where answers are joined
 * @param idealSpeedup multiply-adds of the whole ÷ (those of the busiest part of each stage, and of
 *     what the lead runs alone): what equally fast devices without communication would reach
 * @param speedup of {@code meanMs} against the best single device
 */
public record SplitForecast(
    double meanMs,
    double standardDeviationMs,
    long bytesSent,
    double haloMultiplyAdds,
    double idealSpeedup,
    double speedup,
    List<PartForecast> parts) {
  public SplitForecast {
    parts = List.copyOf(parts);
  }

  /**
   * @param laneMs that it computes
   * @param waitMs that it does not, until it is done: for its lane, the input and neighbours
   * @param finishMs when its result is with the lead
   * @param bytesSent to other devices
   * @param multiplyAdds recomputed halo included
   */
  public record PartForecast(
      double laneMs, double waitMs, double finishMs, long bytesSent, double multiplyAdds) {}
}
