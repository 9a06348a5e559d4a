package org.meitheal.lab.bench.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkView;

/**
 * A fleet of any size: cells of 24 devices, four to a zone; 36 edge servers and 4 cloud machines to
 * each 1 000. Each machine probes those that the registry would have it probe: 8 of its cell, 4
 * edge servers and 4 cloud machines.
 */
final class GeneratedFleet {
  static final String MODEL = "efficientnet-lite0";

  private static final int LEAST = 10;
  private static final int CELL = 24;
  private static final int CELLS_PER_ZONE = 4;
  private static final int SEGMENTS = 18;
  private static final int PEERS = 8;
  private static final int MACHINES = 4;
  private static final int SAMPLES = 5;

  /** A machine that is always there. */
  record Machine(String id, Tier tier, String zone, String cell, int lanes, Liveness liveness) {}

  /** A link by its ends. */
  record Ends(Machine from, Machine to) {}

  private final Random random = new Random(5);
  private final Instant start;
  private final List<Machine> machines;
  private final List<Ends> links;

  GeneratedFleet(int size, Instant start) {
    if (size < LEAST) {
      throw new IllegalArgumentException("a fleet has at least " + LEAST + " machines");
    }
    this.start = start;
    int clouds = Math.max(1, size * 4 / 1000);
    int edges = Math.max(1, size * 36 / 1000);
    machines =
        IntStream.range(0, size)
            .mapToObj(i ->
                i < clouds
                    ? machine("cloud-%d".formatted(i), Tier.CLOUD, "wan", "wan", 8, i)
                    : i < clouds + edges ? edge(i - clouds) : device(i - clouds - edges))
            .toList();
    links = links(clouds, edges);
  }

  List<Machine> machines() {
    return machines;
  }

  List<Ends> links() {
    return links;
  }

  private static Machine edge(int i) {
    return machine("edge-%03d".formatted(i), Tier.EDGE, "zone-" + i % 10, "rack", 4, i);
  }

  private static Machine device(int i) {
    int cell = i / CELL;
    String name = "cell-%03d".formatted(cell);
    return machine(
        "%s-device-%02d".formatted(name, i % CELL),
        Tier.DEVICE,
        "zone-" + cell / CELLS_PER_ZONE,
        name,
        2,
        i);
  }

  private static Machine machine(
      String id, Tier tier, String zone, String cell, int lanes, int number) {
    return new Machine(id, tier, zone, cell, lanes, liveness(tier, number));
  }

  /** One in twenty has something. */
  private static Liveness liveness(Tier tier, int number) {
    if (tier != Tier.DEVICE) {
      return Liveness.ONLINE;
    }
    return switch (number % 100) {
      case 7, 57 -> Liveness.SUSPECT;
      case 33 -> Liveness.OFFLINE;
      case 48 -> Liveness.CUT;
      case 81 -> Liveness.HALF_ALIVE;
      default -> Liveness.ONLINE;
    };
  }

  private List<Ends> links(int clouds, int edges) {
    List<Ends> all = new ArrayList<>();
    for (int i = 0; i < machines.size(); i++) {
      Machine from = machines.get(i);
      ring(all, from, machines.subList(0, clouds), i, MACHINES);
      ring(all, from, machines.subList(clouds, clouds + edges), i, MACHINES);
      if (from.tier() == Tier.DEVICE) {
        int place = i - clouds - edges;
        int first = clouds + edges + place / CELL * CELL;
        int end = Math.min(first + CELL, machines.size());
        ring(all, from, machines.subList(first, end), place % CELL, PEERS);
      }
    }
    return List.copyOf(all);
  }

  private static void ring(
      List<Ends> all, Machine from, List<Machine> group, int place, int limit) {
    IntStream.rangeClosed(1, Math.min(limit, group.size()))
        .mapToObj(step -> group.get((place + step) % group.size()))
        .filter(to -> !to.equals(from))
        .distinct()
        .forEach(to -> all.add(new Ends(from, to)));
  }

  /** The device as its next heartbeat leaves it. */
  DeviceView heartbeat(Machine machine, Instant now) {
    boolean alive = machine.liveness().takesWork();
    return new DeviceView(
        machine.id(),
        machine.tier(),
        machine.zone(),
        machine.cell(),
        "http://" + machine.id() + ":8090",
        OperatorState.ENABLED,
        machine.liveness(),
        start,
        alive ? "Heartbeats arrive." : "Something keeps its heartbeats away.",
        1,
        1,
        IntStream.range(0, machine.lanes())
            .mapToObj(lane -> new Heartbeat.LaneState(lane, random.nextInt(3) * 40.0))
            .toList(),
        List.of(model(machine)),
        alive ? 0L : now.toEpochMilli() - start.toEpochMilli());
  }

  private Heartbeat.ModelState model(Machine machine) {
    double speed = (machine.tier() == Tier.CLOUD ? 0.08 : 0.79) * (0.97 + random.nextDouble() / 16);
    List<Heartbeat.SegmentTime> segments =
        IntStream.range(0, SEGMENTS)
            .mapToObj(segment -> new Heartbeat.SegmentTime(0.2 + segment / 50.0, speed))
            .toList();
    return new Heartbeat.ModelState(
        MODEL, "1", "ab".repeat(32), true, speed, 0.06, random.nextInt(1000), segments, 1.12);
  }

  /** The link after its next sample. */
  LinkView sampled(Ends ends, Instant now) {
    double near = ends.to().tier() == Tier.CLOUD ? 20 : ends.to().tier() == Tier.EDGE ? 5 : 3;
    List<Double> roundTrips = samples(near);
    List<Double> rates = samples(ends.to().tier() == Tier.CLOUD ? 5e6 : 25e6);
    return new LinkView(
        ends.from().id(),
        ends.to().id(),
        roundTrips,
        rates,
        roundTrips.get(SAMPLES / 2),
        rates.get(SAMPLES / 2),
        0,
        now);
  }

  private List<Double> samples(double middle) {
    return IntStream.range(0, SAMPLES)
        .mapToObj(_ -> middle * (0.9 + random.nextDouble() / 5))
        .toList();
  }
}
