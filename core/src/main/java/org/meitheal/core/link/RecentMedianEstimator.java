package org.meitheal.core.link;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.statistics.RobustSummary;

/**
 * Expects the median of the last few samples, for round trips and for bandwidth.
 *
 * <p>A median of five follows a lasting change of a link after three samples and ignores up to two
 * wild ones. The spread comes from the same samples and is never under a floor, because five
 * samples that agree by chance are no proof of a steady link; with fewer than three it is wide.
 */
public final class RecentMedianEstimator implements LinkEstimator {
  /** How many samples count. */
  public static final int WINDOW = 5;

  private static final int FEW = 3;
  private static final double FLOOR_MS = 0.25;
  private static final double RELATIVE_FLOOR = 0.05;
  private static final double RELATIVE_SPREAD_OF_FEW = 0.5;

  @Override
  public @Nullable LinkEstimate estimate(LinkRecord link) {
    if (link.roundTrips().isEmpty()) {
      return null;
    }
    RobustSummary roundTrip = RobustSummary.of(recentMillis(link.roundTrips()));
    double spreadMs = Math.max(FLOOR_MS, roundTrip.median() * relativeSpread(roundTrip));
    if (link.bytesPerSecond().isEmpty()) {
      return new LinkEstimate(roundTrip.median(), spreadMs, null, 0, roundTrip.samples(), 0);
    }
    RobustSummary bandwidth = RobustSummary.of(recent(link.bytesPerSecond()));
    return new LinkEstimate(
        roundTrip.median(),
        spreadMs,
        bandwidth.median(),
        relativeSpread(bandwidth),
        roundTrip.samples(),
        bandwidth.samples());
  }

  @Override
  public double roundTripMs(LinkRecord link) {
    return link.roundTrips().isEmpty()
        ? Double.POSITIVE_INFINITY
        : RobustSummary.median(recentMillis(link.roundTrips()));
  }

  private static double relativeSpread(RobustSummary summary) {
    double floor = summary.samples() < FEW ? RELATIVE_SPREAD_OF_FEW : RELATIVE_FLOOR;
    return summary.median() > 0
        ? Math.max(floor, summary.standardDeviation() / summary.median())
        : floor;
  }

  private static double[] recentMillis(List<Duration> roundTrips) {
    List<Duration> recent = recent(roundTrips);
    double[] millis = new double[recent.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = recent.get(i).toNanos() / 1e6;
    }
    return millis;
  }

  private static <T> List<T> recent(List<T> samples) {
    return samples.size() <= WINDOW
        ? samples
        : samples.subList(samples.size() - WINDOW, samples.size());
  }
}
