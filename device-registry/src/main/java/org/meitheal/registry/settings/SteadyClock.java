package org.meitheal.registry.settings;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that starts at the wall clock's time and then follows the monotonic clock, so that a step
 * of the wall clock ends no lease.
 */
public final class SteadyClock implements InstantSource {
  private final Instant start;
  private final long startNanos;
  private final LongSupplier nanos;

  private SteadyClock(Instant start, LongSupplier nanos) {
    this.start = start;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /** Begins at {@code start} now. */
  public static SteadyClock startingAt(Instant start, LongSupplier nanos) {
    return new SteadyClock(start, nanos);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - startNanos);
  }
}
