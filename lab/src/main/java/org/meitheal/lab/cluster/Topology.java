package org.meitheal.lab.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.meitheal.core.fleet.Tier;
import org.meitheal.lab.emulator.Bandwidth;
import org.meitheal.lab.emulator.Conditions;
import org.meitheal.lab.emulator.LinkTable;
import org.meitheal.lab.emulator.Medium;
import org.meitheal.lab.emulator.Node;

/** The machines of the lab and what lies between them. */
public record Topology(List<Machine> machines) {
  public static final int MOST_DEVICES = 32;
  public static final String SITE = "site/" + LabOptions.SITE;
  public static final String SITE_ADDRESS = "127.0.1.250";
  static final String CELL = "cell-1";
  static final String EDGE_UPLINK = "edge-uplink";
  static final String CLOUD_UPLINK = "cloud-uplink";

  private static final double DEVICE_SLOW_DOWN = 10;
  private static final double EDGE_SLOW_DOWN = 4;
  private static final double LEAST_SHARING_SLOW_DOWN = 2;
  private static final Duration IN_CELL = Duration.ofMillis(3);
  private static final Duration TO_EDGE = Duration.ofMillis(5);
  private static final Duration TO_CLOUD = Duration.ofMillis(20);

  public Topology {
    machines = List.copyOf(machines);
  }

  /** Devices in one cell, an edge server and a cloud machine. */
  public static Topology standard(int devices) {
    if (devices < 1 || devices > MOST_DEVICES) {
      throw new IllegalArgumentException("there can be 1 to " + MOST_DEVICES + " devices");
    }
    List<Machine> machines = new ArrayList<>();
    for (int i = 1; i <= devices; i++) {
      machines.add(
          new Machine("device-" + i, Tier.DEVICE, CELL, 2, DEVICE_SLOW_DOWN, "127.0.1." + i));
    }
    machines.add(new Machine("edge-1", Tier.EDGE, "edge", 2, EDGE_SLOW_DOWN, "127.0.1.101"));
    machines.add(new Machine("cloud-1", Tier.CLOUD, "cloud", 4, 1, "127.0.1.201"));
    return new Topology(machines);
  }

  /** One machine, as fast as this computer. */
  public static Topology single() {
    return new Topology(List.of(new Machine("cloud-1", Tier.CLOUD, "cloud", 1, 1, "127.0.1.221")));
  }

  /** Devices in one cell with one lane each, and beside them machines as fast as this computer. */
  public static Topology toDivide(List<Double> slowDowns, List<Integer> lanesAtFullSpeed) {
    List<Machine> machines = new ArrayList<>();
    for (int i = 1; i <= slowDowns.size(); i++) {
      machines.add(
          new Machine("device-" + i, Tier.DEVICE, CELL, 1, slowDowns.get(i - 1), "127.0.1." + i));
    }
    for (int lanes : lanesAtFullSpeed) {
      machines.add(
          new Machine("lanes-" + lanes, Tier.EDGE, "edge", lanes, 1, "127.0.1." + (110 + lanes)));
    }
    return new Topology(machines);
  }

  public Topology atFullSpeed() {
    return new Topology(
        machines.stream()
            .map(m -> new Machine(m.name(), m.tier(), m.cell(), m.lanes(), 1, m.address()))
            .toList());
  }

  /** The devices' slow-down: by as much the model's default deadline is longer. */
  public double deadlineScale() {
    return machines.stream()
        .filter(machine -> machine.tier() == Tier.DEVICE)
        .mapToDouble(Machine::slowDown)
        .max()
        .orElse(1);
  }

  /**
   * Which slowed-down machines share a core of this computer: so many that it can compute for all
   * of them at once, as each needs 1 / slow-down of it a lane.
   *
   * @return the core's number; none for a machine that is hardly slowed down, and needs its own
   */
  OptionalInt sharedCore(Machine machine) {
    int core = 0;
    double busy = 0;
    for (Machine each : machines) {
      if (each.slowDown() >= LEAST_SHARING_SLOW_DOWN) {
        double share = each.lanes() / each.slowDown();
        if (busy > 0 && busy + share > 1) {
          core++;
          busy = 0;
        }
        busy += share;
        if (each.equals(machine)) {
          return OptionalInt.of(core);
        }
      }
    }
    return OptionalInt.empty();
  }

  public static String firstDevice() {
    return "device-1";
  }

  /** In a sentence; to be shown beside every figure that depends on it. */
  public String slowDowns() {
    return machines.stream()
        .map(m -> m.tier().name().toLowerCase(Locale.ROOT) + " " + factor(m.slowDown()) + "×")
        .distinct()
        .collect(Collectors.joining(", ", "slow-down: ", ""));
  }

  static String factor(double value) {
    return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
  }

  public Machine machine(String name) {
    return machines.stream()
        .filter(machine -> machine.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no worker is called '" + name + "'"));
  }

  /** All links as they are at the start. */
  public LinkTable links(boolean emulated, RandomGenerator random) {
    List<Node> nodes = new ArrayList<>();
    machines.forEach(m -> nodes.add(new Node(m.name(), m.inetAddress(), media(m.tier()))));
    nodes.add(new Node(SITE, InetAddress.ofLiteral(SITE_ADDRESS), List.of()));
    return new LinkTable(
        nodes,
        emulated
            ? media()
            : List.of(unlimited(CELL), unlimited(EDGE_UPLINK), unlimited(CLOUD_UPLINK)),
        (from, to) -> emulated ? Conditions.ofRoundTrip(roundTrip(from, to)) : Conditions.IDEAL,
        random);
  }

  private static List<Medium> media() {
    return List.of(
        new Medium(CELL, Bandwidth.ofMegabitsPerSecond(200)),
        new Medium(EDGE_UPLINK, Bandwidth.ofMegabitsPerSecond(1000)),
        new Medium(CLOUD_UPLINK, Bandwidth.ofMegabitsPerSecond(100)));
  }

  private static Medium unlimited(String name) {
    return new Medium(name, Bandwidth.UNLIMITED);
  }

  private static List<String> media(Tier tier) {
    return switch (tier) {
      case DEVICE -> List.of(CELL);
      case EDGE -> List.of(EDGE_UPLINK);
      case CLOUD -> List.of(CLOUD_UPLINK);
    };
  }

  private static Duration roundTrip(Node from, Node to) {
    if (from.media().contains(CLOUD_UPLINK) || to.media().contains(CLOUD_UPLINK)) {
      return TO_CLOUD;
    }
    boolean edge = from.media().contains(EDGE_UPLINK) || to.media().contains(EDGE_UPLINK);
    return edge ? TO_EDGE : IN_CELL;
  }
}
