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
 */
public record LinkView(
    String from,
    String to,
    List<Double> roundTripsMs,
    List<Double> bytesPerSecond,
    @Nullable Double medianRoundTripMs,
    @Nullable Double medianBytesPerSecond,
    long lost,
    Instant sampledAt) {}
