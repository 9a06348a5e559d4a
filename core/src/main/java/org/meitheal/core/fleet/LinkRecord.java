package org.meitheal.core.fleet;

import java.time.Duration;
import java.util.List;

/**
 * What was measured on one directed link, oldest first.
 *
 * @param roundTrips not negative
 * @param bytesPerSecond bandwidth samples, positive
 */
public record LinkRecord(
    NodeId from, NodeId to, List<Duration> roundTrips, List<Double> bytesPerSecond) {
  public LinkRecord {
    roundTrips = List.copyOf(roundTrips);
    bytesPerSecond = List.copyOf(bytesPerSecond);
    if (roundTrips.stream().anyMatch(Duration::isNegative)
        || !bytesPerSecond.stream().allMatch(LinkRecord::possible)) {
      throw new IllegalArgumentException(
          "impossible sample from "
              + from
              + " to "
              + to
              + ": "
              + roundTrips
              + ", "
              + bytesPerSecond);
    }
  }

  private static boolean possible(double bytesPerSecond) {
    return bytesPerSecond > 0 && Double.isFinite(bytesPerSecond);
  }
}
