package org.meitheal.worker.bundle;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a fetch may take in all. */
final class TimeLimit {
  private static final int TOO_LATE = 504;

  private final LongSupplier nanoTime;
  private final Duration limit;
  private final long start;

  TimeLimit(LongSupplier nanoTime, Duration limit) {
    this.nanoTime = nanoTime;
    this.limit = limit;
    this.start = nanoTime.getAsLong();
  }

  void check() throws BundleFetchException {
    if (nanoTime.getAsLong() - start > limit.toNanos()) {
      throw new BundleFetchException(
          TOO_LATE,
          "fetching the bundle took longer than %d min; the next try goes on where this one ended"
              .formatted(limit.toMinutes()));
    }
  }
}
