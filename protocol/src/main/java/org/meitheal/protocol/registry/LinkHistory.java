package org.meitheal.protocol.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link over a window of time, from what was recorded.
 *
 * @param until the end of the window
 * @param samples round trips in the window, lost ones included
 * @param loss lost ÷ samples; none without samples
 * @param jitterMs mean difference of successive round trips, without its sign
 * @param roundTrips the newest 1000, oldest first; none where points were asked for
 * @param bucketMs how long a bucket is; 0 where no points were asked for
 * @param buckets the round trips by time, oldest first; none for a time without any
 * @param transferBuckets the transfers likewise
 * @param regimes the levels of the round trips, oldest first, the newest 100: where one ends and
 *     the next begins, the link changed
 */
public record LinkHistory(
    String from,
    String to,
    long windowMs,
    Instant until,
    long samples,
    long lost,
    @Nullable Double loss,
    @Nullable Double minMs,
    @Nullable Double p50Ms,
    @Nullable Double p90Ms,
    @Nullable Double p99Ms,
    @Nullable Double jitterMs,
    @Nullable Double medianBytesPerSecond,
    List<RoundTrip> roundTrips,
    long bucketMs,
    List<Bucket> buckets,
    List<TransferBucket> transferBuckets,
    List<Regime> regimes) {
  /**
   * @param ms none for a lost probe
   */
  public record RoundTrip(Instant at, @Nullable Double ms) {}

  /**
   * @param at when it begins
   * @param samples with the lost ones
   * @param minMs none where all were lost, and so are median and maximum
   */
  public record Bucket(
      Instant at,
      long samples,
      long lost,
      @Nullable Double minMs,
      @Nullable Double medianMs,
      @Nullable Double maxMs) {}

  /**
   * @param at when it begins
   */
  public record TransferBucket(
      Instant at,
      long transfers,
      double minBytesPerSecond,
      double medianBytesPerSecond,
      double maxBytesPerSecond) {}

  /**
   * @param since its first round trip, or the window's begin where it began before
   * @param until its last round trip
   * @param detectedAt the round trip with which the change was certain; none where no change to it
   *     was seen
   * @param medianMs of all of it, before the window too
   */
  public record Regime(
      Instant since, Instant until, @Nullable Instant detectedAt, double medianMs) {}
}
