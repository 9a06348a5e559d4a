package org.meitheal.core.slo;

import java.time.Duration;
import java.time.Instant;

/**
 * How time is cut for counting. A bucket is a whole number of seconds, and a window has {@value
 * #MOST} of them at most: a minute of 30 days, five in the shortest window of an alert. Windows
 * under half a day have buckets of a second.
 *
 * @param seconds that a bucket lasts
 * @param count that the objective's window may touch
 */
public record Buckets(long seconds, int count) {
  private static final long MOST = 43_200;

  public static Buckets of(Duration window) {
    long whole = window.toSeconds();
    long seconds = Math.max(1, Math.ceilDiv(whole, MOST));
    return new Buckets(seconds, (int) Math.ceilDiv(whole, seconds) + 1);
  }

  /** The bucket that a moment lies in, counted from the epoch. */
  public long at(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), seconds);
  }

  /**
   * The first bucket of a window that ends now. The window is not cut short: it begins with the
   * whole bucket that its start lies in.
   */
  public long first(Instant now, Duration window) {
    return at(now.minus(window));
  }

  public Instant start(long bucket) {
    return Instant.ofEpochSecond(bucket * seconds);
  }
}
