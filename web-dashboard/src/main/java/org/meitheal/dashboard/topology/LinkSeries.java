package org.meitheal.dashboard.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.LinkHistory;

/**
 * What a link's charts draw, in columns. Times are seconds since the epoch; where a bucket is
 * missing, a row of nothing stands in, so that no line is drawn across the gap.
 *
 * @param periodMs when to ask again
 * @param marks where one level of the round trip gave way to another
 */
record LinkSeries(
    double since,
    double until,
    long periodMs,
    RoundTrips roundTrips,
    Bandwidth bandwidth,
    List<Mark> marks) {
  record RoundTrips(
      List<Double> at,
      List<@Nullable Double> minMs,
      List<@Nullable Double> medianMs,
      List<@Nullable Double> maxMs,
      List<@Nullable Long> lost) {}

  record Bandwidth(
      List<Double> at,
      List<@Nullable Double> minMbps,
      List<@Nullable Double> medianMbps,
      List<@Nullable Double> maxMbps) {}

  /**
   * @param change against the level before; none for the first, which no change began
   */
  record Mark(double since, double until, double medianMs, @Nullable String change) {}

  static LinkSeries of(LinkHistory history, LinkWindow window) {
    double until = seconds(history.until().toEpochMilli());
    return new LinkSeries(
        until - history.windowMs() / 1e3,
        until,
        window.period().toMillis(),
        roundTrips(history),
        bandwidth(history),
        marks(history.regimes()));
  }

  private static RoundTrips roundTrips(LinkHistory history) {
    RoundTrips columns =
        new RoundTrips(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    long expected = Long.MAX_VALUE;
    for (LinkHistory.Bucket bucket : history.buckets()) {
      long at = bucket.at().toEpochMilli();
      if (at > expected) {
        add(columns, expected, null);
      }
      add(columns, at, bucket);
      expected = at + history.bucketMs();
    }
    return columns;
  }

  private static void add(RoundTrips columns, long at, LinkHistory.@Nullable Bucket bucket) {
    columns.at.add(seconds(at));
    columns.minMs.add(bucket == null ? null : bucket.minMs());
    columns.medianMs.add(bucket == null ? null : bucket.medianMs());
    columns.maxMs.add(bucket == null ? null : bucket.maxMs());
    columns.lost.add(bucket == null ? null : bucket.lost());
  }

  /** Transfers are rare: their points stand by themselves. */
  private static Bandwidth bandwidth(LinkHistory history) {
    List<LinkHistory.TransferBucket> buckets = history.transferBuckets();
    return new Bandwidth(
        buckets.stream().map(bucket -> seconds(bucket.at().toEpochMilli())).toList(),
        List.copyOf(buckets.stream().map(b -> megabits(b.minBytesPerSecond())).toList()),
        List.copyOf(buckets.stream().map(b -> megabits(b.medianBytesPerSecond())).toList()),
        List.copyOf(buckets.stream().map(b -> megabits(b.maxBytesPerSecond())).toList()));
  }

  private static List<Mark> marks(List<LinkHistory.Regime> regimes) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < regimes.size(); i++) {
      LinkHistory.Regime regime = regimes.get(i);
      marks.add(
          new Mark(
              seconds(regime.since().toEpochMilli()),
              seconds(regime.until().toEpochMilli()),
              regime.medianMs(),
              i == 0 ? null : LinkPage.change(regimes.get(i - 1), regime)));
    }
    return marks;
  }

  private static double seconds(long millis) {
    return millis / 1e3;
  }

  private static Double megabits(double bytesPerSecond) {
    return bytesPerSecond * 8 / 1e6;
  }
}
