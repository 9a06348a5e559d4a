package org.meitheal.lab.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How requests went. Safe for use by many threads; as large as the load has requests. */
final class Tally {
  private static final int LONGEST_ERROR = 300;

  private final Map<String, Long> refused = new HashMap<>();
  private long[] answeredMicros = new long[64];
  private int answered;
  private long sent;
  private long notSent;
  private long inTime;
  private long failed;
  private @Nullable String lastError;

  /**
   * @param late those answered well that were not in time
   */
  record Counts(
      long sent,
      long notSent,
      long waiting,
      long inTime,
      long late,
      Map<String, Long> refused,
      long failed,
      @Nullable Double p50Ms,
      @Nullable Double p95Ms,
      @Nullable String lastError) {}

  synchronized void sent() {
    sent++;
  }

  synchronized void notSent() {
    notSent++;
  }

  synchronized void answered(long nanos, boolean wasInTime) {
    if (answered == answeredMicros.length) {
      answeredMicros = Arrays.copyOf(answeredMicros, 2 * answered);
    }
    answeredMicros[answered++] = nanos / 1000;
    inTime += wasInTime ? 1 : 0;
  }

  synchronized void refused(int status, String why) {
    refused.merge(Integer.toString(status), 1L, Long::sum);
    lastError = status + ": " + shortened(why);
  }

  synchronized void failed(String why) {
    failed++;
    lastError = shortened(why);
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "…";
  }

  synchronized Counts counts() {
    long[] sorted = Arrays.copyOf(answeredMicros, answered);
    Arrays.sort(sorted);
    long ended = answered + failed + refused.values().stream().mapToLong(Long::longValue).sum();
    return new Counts(
        sent,
        notSent,
        sent - ended,
        inTime,
        answered - inTime,
        Map.copyOf(refused),
        failed,
        quantile(sorted, 0.5),
        quantile(sorted, 0.95),
        lastError);
  }

  /** By the nearest rank; none of nothing. */
  private static @Nullable Double quantile(long[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1000.0;
  }
}
