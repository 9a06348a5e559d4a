package org.meitheal.core.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;

/** Fleets and requests drawn from a seed. */
final class RandomFleets {
  private static final int PEERS_PROBED = 8;

  private RandomFleets() {}

  /** Up to {@code most} devices of all sorts, some of which cannot be used. */
  static Fleet any(Random random, int most) {
    List<Device> devices = new ArrayList<>();
    List<LinkRecord> links = new ArrayList<>();
    int number = random.nextInt(most + 1);
    for (int i = 0; i < number; i++) {
      devices.add(device(random, "node-" + i, 0.7));
      if (random.nextDouble() < 0.9) {
        links.add(link(random, Fleets.SITE, "node-" + i));
      }
      if (random.nextDouble() < 0.5) {
        links.add(link(random, new NodeId("node-" + i), "site/lab"));
      }
      for (int peer = 0; peer < number; peer++) {
        if (peer != i && random.nextInt(4) == 0) {
          links.add(link(random, new NodeId("node-" + i), "node-" + peer));
        }
      }
    }
    return Fleets.fleet(devices, links);
  }

  /** Healthy devices, each with a link both ways to the site and links to a few others. */
  static Fleet large(Random random, int number) {
    List<Device> devices = new ArrayList<>();
    List<LinkRecord> links = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String id = "node-" + i;
      devices.add(device(random, id, 1));
      links.add(link(random, Fleets.SITE, id));
      links.add(link(random, new NodeId(id), "site/lab"));
      for (int peer = 0; peer < Math.min(PEERS_PROBED, number - 1); peer++) {
        links.add(link(random, new NodeId(id), "node-" + random.nextInt(number)));
      }
    }
    return Fleets.fleet(devices, links);
  }

  /** A usable device with the given probability, else one that something is wrong with. */
  static Device device(Random random, String id, double usable) {
    boolean healthy = random.nextDouble() < usable;
    return new Device(
        new DeviceId(id),
        any(random, Tier.values()),
        "zone-a",
        "cell-" + random.nextInt(4),
        healthy ? Liveness.ONLINE : any(random, Liveness.values()),
        healthy ? OperatorState.ENABLED : any(random, OperatorState.values()),
        1,
        lanes(random, healthy ? 1 : 0),
        healthy || random.nextBoolean() ? List.of(speed(random)) : List.of());
  }

  private static List<Duration> lanes(Random random, int least) {
    List<Duration> lanes = new ArrayList<>();
    int number = random.nextInt(least, 5);
    for (int i = 0; i < number; i++) {
      lanes.add(random.nextBoolean() ? Duration.ZERO : Fleets.millis(random.nextDouble(500)));
    }
    return lanes;
  }

  private static ModelSpeed speed(Random random) {
    double nanosPerMultiplyAdd = random.nextDouble(0.2, 5);
    return new ModelSpeed(
        Fleets.MODEL,
        "1.0.0",
        random.nextDouble() < 0.9 ? Fleets.SHA : "0b".repeat(32),
        nanosPerMultiplyAdd,
        random.nextDouble(0.3),
        random.nextInt(1, 30),
        random.nextInt(4) == 0 ? List.of() : Divisibles.segments(nanosPerMultiplyAdd),
        random.nextDouble(0.8, 2));
  }

  /** Between one and seven samples of a link, bandwidth not always among them. */
  static LinkRecord link(Random random, NodeId from, String to) {
    double roundTripMs = Math.exp(random.nextDouble(0, 6));
    double bytesPerSecond = Math.exp(random.nextDouble(13, 18));
    List<Duration> roundTrips = new ArrayList<>();
    List<Double> bandwidths = new ArrayList<>();
    int number = random.nextInt(1, 8);
    for (int i = 0; i < number; i++) {
      roundTrips.add(Fleets.millis(roundTripMs * random.nextDouble(0.8, 1.3)));
      if (random.nextDouble() < 0.8) {
        bandwidths.add(bytesPerSecond * random.nextDouble(0.8, 1.3));
      }
    }
    return new LinkRecord(from, new NodeId(to), roundTrips, bandwidths);
  }

  static PlacementRequest request(Random random, Fleet fleet) {
    Fleets.Asked asked =
        Fleets.asked()
            .within(Math.exp(random.nextDouble(3, 8)))
            .by(any(random, Objective.values()))
            .reliability(random.nextDouble(0.5, 0.999));
    if (random.nextBoolean() && !fleet.devices().isEmpty()) {
      asked = asked.source(anyId(random, fleet));
    }
    if (random.nextInt(4) == 0) {
      asked = asked.only(any(random, Placement.values()));
    }
    if (random.nextInt(4) == 0 && !fleet.devices().isEmpty()) {
      asked = asked.without(anyId(random, fleet));
    }
    int most = random.nextInt(1, 9);
    return random.nextBoolean()
        ? asked.request()
        : Divisibles.request(
            asked, Divisibles.work(32 << random.nextInt(4)), most, PredictionHistory.NONE);
  }

  private static String anyId(Random random, Fleet fleet) {
    return fleet.devices().get(random.nextInt(fleet.devices().size())).id().value();
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
