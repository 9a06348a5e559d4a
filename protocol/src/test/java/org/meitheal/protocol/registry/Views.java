package org.meitheal.protocol.registry;

import java.time.Instant;
import java.util.List;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;

/** Devices and links for tests. */
final class Views {
  private Views() {}

  static DeviceView device(String id, Long heartbeatAgeMs, double... freeInMs) {
    List<Heartbeat.LaneState> lanes =
        java.util.Arrays.stream(freeInMs).mapToObj(ms -> new Heartbeat.LaneState(0, ms)).toList();
    return new DeviceView(
        id,
        Tier.DEVICE,
        "hall",
        "ap-1",
        "http://127.0.1.1:8090",
        OperatorState.ENABLED,
        Liveness.ONLINE,
        Instant.EPOCH,
        "heartbeats",
        1,
        1,
        lanes,
        List.of(
            new Heartbeat.ModelState("m", "1", "ab", true, 0.5, 0.1, 8),
            new Heartbeat.ModelState("stopping", "1", "cd", false, 0.5, 0.1, 8),
            new Heartbeat.ModelState("untimed", "1", "ef", false, 0, 0, 0)),
        heartbeatAgeMs);
  }

  static LinkView link(String from, String to, double... roundTripsMs) {
    List<Double> samples = java.util.Arrays.stream(roundTripsMs).boxed().toList();
    return new LinkView(from, to, samples, List.of(1e6), null, 1e6, 0, Instant.EPOCH);
  }
}
