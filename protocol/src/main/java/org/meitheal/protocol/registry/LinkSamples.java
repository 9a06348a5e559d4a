package org.meitheal.protocol.registry;

import java.util.List;

/**
 * Measurements of the links from one node. A node that is no device (a scheduler) posts them to
 * {@code /v1/link-samples}.
 */
public record LinkSamples(String from, List<RoundTrip> roundTrips, List<Transfer> transfers) {
  /**
   * @param ms round-trip time; a lost probe has none and is counted as lost
   * @param ageMs how long ago it was taken
   */
  public record RoundTrip(String to, @org.jspecify.annotations.Nullable Double ms, long ageMs) {}

  /**
   * @param bytes sent in one go
   * @param bytesPerSecond bandwidth, the round trip taken off
   */
  public record Transfer(String to, long bytes, double bytesPerSecond, long ageMs) {}
}
