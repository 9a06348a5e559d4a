package org.meitheal.registry.testing;

import java.util.List;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkSamples;

/**
 * A device that has enrolled.
 *
 * @param calls with its own token
 */
public record TestDevice(String id, String credential, long epoch, String publicKey, Calls calls) {
  public Answer beat() {
    return beat(epoch, List.of(), List.of());
  }

  public Answer beat(
      long inEpoch, List<LinkSamples.RoundTrip> roundTrips, List<LinkSamples.Transfer> transfers) {
    return calls.put(
        path("/heartbeat"), heartbeat(inEpoch, new LinkSamples(id, roundTrips, transfers)));
  }

  public Heartbeat heartbeat(long inEpoch, LinkSamples samples) {
    return new Heartbeat(
        inEpoch,
        List.of(new Heartbeat.LaneState(0, 0), new Heartbeat.LaneState(1, 12.5)),
        List.of(new Heartbeat.ModelState("lite0", "1", "ab".repeat(32), true, 0.25, 0.1, 7)),
        samples);
  }

  public Answer startEpoch() {
    return calls.post(
        path("/epochs"), new org.meitheal.protocol.registry.EpochStart("http://127.0.1.9:8090", 2));
  }

  public Answer endLease() {
    return calls.delete(path("/lease"));
  }

  public String path(String rest) {
    return "/v1/devices/" + id + rest;
  }
}
