package org.meitheal.dashboard.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.dashboard.fleet.Wall;
import org.meitheal.dashboard.fleet.WallCell;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.Heartbeat;

/**
 * The devices that a filter leaves, at one moment.
 *
 * @param all how many there are
 * @param cells that exist
 */
public record DeviceList(DeviceFilter filter, List<Row> rows, int all, List<String> cells) {
  /** A device; what of it changes often is in {@code now}. */
  public record Row(
      WallCell now, String tier, String cell, String zone, String models, String since) {}

  static DeviceList of(FleetNews news, DeviceFilter filter, Instant now) {
    List<Row> rows =
        Wall.of(news).cells().stream()
            .filter(cell -> filter.matches(device(news, cell)))
            .map(cell -> row(cell, device(news, cell), now))
            .toList();
    List<String> cells =
        news.devices().values().stream()
            .map(DeviceView::cell)
            .distinct()
            .sorted(Comparator.naturalOrder())
            .toList();
    return new DeviceList(filter, rows, news.devices().size(), cells);
  }

  /** All that a device can be in, to choose from. */
  public List<String> states() {
    return Stream.<Enum<?>[]>of(Liveness.values(), OperatorState.values())
        .flatMap(Stream::of)
        .map(DeviceFilter::lower)
        .toList();
  }

  public List<String> tiers() {
    return Stream.of(Tier.values()).map(DeviceFilter::lower).toList();
  }

  private static DeviceView device(FleetNews news, WallCell cell) {
    DeviceView device = news.devices().get(cell.id());
    if (device == null) {
      throw new IllegalStateException("the wall has a device that the news has not");
    }
    return device;
  }

  private static Row row(WallCell cell, DeviceView device, Instant now) {
    String models =
        device.models().stream()
            .map(Heartbeat.ModelState::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return new Row(
        cell,
        DeviceFilter.lower(device.tier()),
        device.cell(),
        device.zone(),
        models.isEmpty() ? Quantities.UNKNOWN : models,
        Quantities.age(Duration.between(device.livenessSince(), now)));
  }
}
