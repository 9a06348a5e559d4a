package org.meitheal.registry.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link over a window of time, from what was recorded.
 *
 * @param samples round trips in the window, lost ones included
 * @param loss lost ÷ samples; none without samples
 * @param jitterMs mean difference of successive round trips, without its sign
 * @param roundTrips the newest 1000, oldest first
 */
record LinkHistory(
    String from,
    String to,
    long windowMs,
    long samples,
    long lost,
    @Nullable Double loss,
    @Nullable Double minMs,
    @Nullable Double p50Ms,
    @Nullable Double p90Ms,
    @Nullable Double p99Ms,
    @Nullable Double jitterMs,
    @Nullable Double medianBytesPerSecond,
    List<RoundTrip> roundTrips) {
  /**
   * @param ms none for a lost probe
   */
  record RoundTrip(Instant at, @Nullable Double ms) {}
}
