package org.meitheal.core.link;

import org.jspecify.annotations.Nullable;

/**
 * What the next transfer over a directed link is expected to meet.
 *
 * @param roundTripMs expected round-trip time
 * @param spreadMs its standard deviation
 * @param bytesPerSecond expected bandwidth; none while no transfer is recorded
 * @param relativeBandwidthSpread standard deviation of a transfer's time ÷ its expected time
 * @param roundTrips how many samples stand behind the round-trip time
 * @param transfers how many samples stand behind the bandwidth
 */
public record LinkEstimate(
    double roundTripMs,
    double spreadMs,
    @Nullable Double bytesPerSecond,
    double relativeBandwidthSpread,
    int roundTrips,
    int transfers) {}
