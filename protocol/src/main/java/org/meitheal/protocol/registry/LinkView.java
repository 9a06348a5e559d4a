package org.meitheal.protocol.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One directed link.
 *
 * @param roundTripsMs the last five, oldest first
 * @param bytesPerSecond the last five, oldest first
 * @param medianRoundTripMs of {@code roundTripsMs}
 * @param lost probes in this registry's life
 * @param consecutiveLosses probes lost since the last that came back
 * @param sampledAt the newest sample, a lost one included
 */
public record LinkView(
    String from,
    String to,
    List<Double> roundTripsMs,
    List<Double> bytesPerSecond,
    @Nullable Double medianRoundTripMs,
    @Nullable Double medianBytesPerSecond,
    long lost,
    long consecutiveLosses,
    Instant sampledAt) {
  /** A link whose last probe came back. */
  public LinkView(
      String from,
      String to,
      List<Double> roundTripsMs,
      List<Double> bytesPerSecond,
      @Nullable Double medianRoundTripMs,
      @Nullable Double medianBytesPerSecond,
      long lost,
      Instant sampledAt) {
    this(
        from,
        to,
        roundTripsMs,
        bytesPerSecond,
        medianRoundTripMs,
        medianBytesPerSecond,
        lost,
        0,
        sampledAt);
  }
}
