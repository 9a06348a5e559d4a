package org.meitheal.dashboard.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;

/**
 * All devices at a glance: tier by tier, cell by cell.
 *
 * @param cells a device each, in an order that does not change with their state
 * @param groups the same, counted
 */
public record Wall(List<WallCell> cells, List<Group> groups, Group all) {
  private static final int ROOMY = 48;
  private static final int NAMED = 240;

  /** The devices of a tier and a cell, counted. */
  public record Group(
      String tier,
      String cell,
      int devices,
      int online,
      int doubtful,
      int offline,
      int held,
      int lanes,
      int busy) {
    public int idle() {
      return lanes - busy;
    }
  }

  public static Wall of(FleetNews news) {
    List<WallCell> cells = new ArrayList<>(news.devices().size());
    Map<String, Count> groups = new TreeMap<>();
    Count all = new Count("", "");
    for (DeviceView device : news.devices().values()) {
      double receivedMsAgo = news.receivedMsAgo().getOrDefault(device.id(), 0.0);
      cells.add(WallCell.of(device, receivedMsAgo));
      int busy = WallCell.busy(device, receivedMsAgo);
      all.add(device, busy);
      groups
          .computeIfAbsent(
              WallCell.place(device),
              _ -> new Count(DeviceCards.lower(device.tier()), device.cell()))
          .add(device, busy);
    }
    cells.sort(Comparator.comparing(WallCell::key));
    return new Wall(
        List.copyOf(cells), groups.values().stream().map(Count::group).toList(), all.group());
  }

  /** How much room each has, as a style's name: with words, with a name, or a square. */
  public String density() {
    if (cells.size() <= ROOMY) {
      return "roomy";
    }
    return cells.size() <= NAMED ? "named" : "dense";
  }

  private static final class Count {
    private final String tier;
    private final String cell;
    private int devices;
    private int online;
    private int doubtful;
    private int offline;
    private int held;
    private int lanes;
    private int busy;

    Count(String tier, String cell) {
      this.tier = tier;
      this.cell = cell;
    }

    void add(DeviceView device, int busyLanes) {
      devices++;
      held += device.operatorState() == OperatorState.ENABLED ? 0 : 1;
      switch (DeviceCards.health(device.liveness())) {
        case GOOD -> {
          online++;
          lanes += device.lanes().size();
          busy += busyLanes;
        }
        case DOUBTFUL -> doubtful++;
        case BAD -> offline++;
      }
    }

    Group group() {
      return new Group(tier, cell, devices, online, doubtful, offline, held, lanes, busy);
    }
  }
}
