package org.meitheal.protocol.lab;

import java.util.List;

/**
 * One direction of an emulated link.
 *
 * @param bandwidth of this pair alone
 * @param shared the media that it shares with other links
 */
public record LinkStatus(
    String from,
    String to,
    double roundTripMs,
    double jitterMs,
    String bandwidth,
    double loss,
    boolean cut,
    List<String> shared) {
  public LinkStatus {
    shared = List.copyOf(shared);
  }
}
