package org.meitheal.scheduler.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;

/** The last few measurements of one link. */
final class LinkHistory {
  static final int KEPT = 5;

  /** With fewer, one disturbed transfer would be the estimate. */
  private static final int ENOUGH_BANDWIDTHS = 3;

  private final Deque<Duration> roundTrips = new ArrayDeque<>();
  private final Deque<Double> bandwidths = new ArrayDeque<>();
  private final String url;
  private long roundTripAtNanos;
  private long bandwidthAtNanos;
  private boolean warm;

  /**
   * @param url where the device was when this began
   */
  LinkHistory(String url) {
    this.url = url;
  }

  boolean isOf(String other) {
    return url.equals(other);
  }

  synchronized void add(Duration roundTrip, long nowNanos) {
    push(roundTrips, roundTrip);
    roundTripAtNanos = nowNanos;
  }

  /** Of the newest round trip. */
  synchronized Duration age(long nowNanos) {
    return Duration.ofNanos(nowNanos - roundTripAtNanos);
  }

  /** Whether it is kept: the first transfer measures how cold both ends are, and is not. */
  synchronized boolean add(double bytesPerSecond, long nowNanos) {
    if (!warm) {
      warm = true;
      return false;
    }
    push(bandwidths, bytesPerSecond);
    bandwidthAtNanos = nowNanos;
    return true;
  }

  synchronized boolean isEmpty() {
    return roundTrips.isEmpty();
  }

  synchronized Duration medianRoundTrip() {
    List<Duration> sorted = roundTrips.stream().sorted().toList();
    return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() / 2);
  }

  synchronized boolean bandwidthIsOlder(Duration than, long nowNanos) {
    return bandwidths.size() < ENOUGH_BANDWIDTHS || nowNanos - bandwidthAtNanos > than.toNanos();
  }

  synchronized LinkRecord record(NodeId from, NodeId to) {
    return new LinkRecord(from, to, List.copyOf(roundTrips), List.copyOf(bandwidths));
  }

  private static <T> void push(Deque<T> kept, T newest) {
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(newest);
  }
}
