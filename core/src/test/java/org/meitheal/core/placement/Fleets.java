package org.meitheal.core.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;

/** Devices, links and requests for tests, described by what the test is about. */
final class Fleets {
  static final String MODEL = "efficientnet-lite0";
  static final String SHA = "5a".repeat(32);
  static final NodeId SITE = NodeId.site("lab");

  /** So many multiply-adds that a device with speed s nanoseconds each takes 100·s ms. */
  static final long MULTIPLY_ADDS = 100_000_000;

  static final double FAST = 25e6;

  /** Two devices, an edge server and a cloud machine, as the lab has them. */
  static final Fleet LAB =
      fleet(
          List.of(
              device("device-1", Tier.DEVICE, 300),
              device("device-2", Tier.DEVICE, 300),
              device("edge-1", Tier.EDGE, 120),
              device("cloud-1", Tier.CLOUD, 30)),
          List.of(
              link("device-1", 3, FAST),
              link("device-2", 3, FAST),
              link("edge-1", 5, FAST),
              link("cloud-1", 20, FAST)));

  private Fleets() {}

  static Fleet fleet(List<Device> devices, List<LinkRecord> links) {
    return new Fleet(1, Duration.ZERO, devices, links);
  }

  /** An idle, healthy device with one lane that computes a request in {@code computeMs}. */
  static Device device(String id, Tier tier, double computeMs) {
    return new Device(
        new DeviceId(id),
        tier,
        "zone-a",
        "cell-a",
        Liveness.ONLINE,
        OperatorState.ENABLED,
        1,
        List.of(Duration.ZERO),
        List.of(speed(SHA, computeMs)));
  }

  static ModelSpeed speed(String sha256, double computeMs) {
    return new ModelSpeed(MODEL, "1.0.0", sha256, computeMs / 100, 0.02, 20);
  }

  static Device with(Device device, Liveness liveness) {
    return copy(device, liveness, device.operatorState(), device.laneFreeIn(), device.speeds());
  }

  static Device with(Device device, OperatorState state) {
    return copy(device, device.liveness(), state, device.laneFreeIn(), device.speeds());
  }

  static Device withSpeeds(Device device, ModelSpeed... speeds) {
    return copy(
        device, device.liveness(), device.operatorState(), device.laneFreeIn(), List.of(speeds));
  }

  static Device withLanes(Device device, double... freeInMs) {
    List<Duration> lanes = new ArrayList<>();
    for (double ms : freeInMs) {
      lanes.add(millis(ms));
    }
    return copy(device, device.liveness(), device.operatorState(), lanes, device.speeds());
  }

  private static Device copy(
      Device device,
      Liveness liveness,
      OperatorState state,
      List<Duration> lanes,
      List<ModelSpeed> speeds) {
    return new Device(
        device.id(),
        device.tier(),
        device.zone(),
        device.cell(),
        liveness,
        state,
        device.epoch(),
        lanes,
        speeds);
  }

  /** A link from the site with five equal samples of each kind. */
  static LinkRecord link(String to, double roundTripMs, double bytesPerSecond) {
    return link(SITE, to, roundTripMs, bytesPerSecond);
  }

  static LinkRecord link(NodeId from, String to, double roundTripMs, double bytesPerSecond) {
    return new LinkRecord(
        from,
        new NodeId(to),
        Collections.nCopies(5, millis(roundTripMs)),
        Collections.nCopies(5, bytesPerSecond));
  }

  static Duration millis(double ms) {
    return Duration.ofNanos(Math.round(ms * 1e6));
  }

  /** A request at the site: 100 kB in, nothing to speak of out, one second, 95 %. */
  static Asked asked() {
    return new Asked(SITE, null, 1000, Objective.FRUGAL, 0.95, null, Set.of(), null);
  }

  /** A request that differs from another in what a test is about. */
  record Asked(
      NodeId origin,
      @Nullable String source,
      double timeLeftMs,
      Objective objective,
      double targetReliability,
      @Nullable Placement forced,
      Set<String> excluded,
      @Nullable String lead) {

    Asked source(String id) {
      return new Asked(
          origin, id, timeLeftMs, objective, targetReliability, forced, excluded, lead);
    }

    Asked origin(NodeId node) {
      return new Asked(
          node, source, timeLeftMs, objective, targetReliability, forced, excluded, lead);
    }

    Asked within(double ms) {
      return new Asked(origin, source, ms, objective, targetReliability, forced, excluded, lead);
    }

    Asked by(Objective how) {
      return new Asked(origin, source, timeLeftMs, how, targetReliability, forced, excluded, lead);
    }

    Asked reliability(double target) {
      return new Asked(origin, source, timeLeftMs, objective, target, forced, excluded, lead);
    }

    Asked only(Placement placement) {
      return new Asked(
          origin, source, timeLeftMs, objective, targetReliability, placement, excluded, lead);
    }

    Asked without(String... ids) {
      return new Asked(
          origin, source, timeLeftMs, objective, targetReliability, forced, Set.of(ids), lead);
    }

    /** On that device, which has the input and leads. */
    Asked atDoorOf(String id) {
      return new Asked(
          new NodeId(id), id, timeLeftMs, objective, targetReliability, forced, excluded, id);
    }

    PlacementRequest request() {
      return new PlacementRequest(
          MODEL,
          SHA,
          origin,
          source == null ? null : new DeviceId(source),
          100_000,
          4_000,
          MULTIPLY_ADDS,
          millis(timeLeftMs),
          objective,
          targetReliability,
          forced,
          Set.copyOf(excluded.stream().map(DeviceId::new).toList()),
          null,
          8,
          PredictionHistory.NONE,
          lead == null ? null : new DeviceId(lead));
    }
  }
}
