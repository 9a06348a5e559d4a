package org.meitheal.protocol.registry;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;

/**
 * What a follower of the registry knows, at one moment. Immutable.
 *
 * @param version 0 before the first snapshot
 * @param age how long ago the registry was last heard of; only a comment counts too
 * @param receivedMsAgo how long ago each device's view came in, to age its lanes by
 */
public record FleetNews(
    long version,
    Duration age,
    Map<String, DeviceView> devices,
    Map<Link, LinkView> links,
    Map<String, Double> receivedMsAgo) {
  /** One directed link: its ends are device ids or {@code site/NAME}. */
  public record Link(String from, String to) {}

  public FleetNews {
    devices = Map.copyOf(devices);
    // Not by Map.copyOf, which compares keys: a large fleet has tens of thousands.
    links = Collections.unmodifiableMap(new HashMap<>(links));
    receivedMsAgo = Map.copyOf(receivedMsAgo);
  }

  /** As if everything came in just now. */
  public static FleetNews of(
      long version, Duration age, Map<String, DeviceView> devices, Map<Link, LinkView> links) {
    return new FleetNews(version, age, devices, links, Map.of());
  }

  /** The snapshot that planning works on, devices in the order of their ids. */
  public Fleet toFleet() {
    List<Device> fleet =
        devices.values().stream()
            .map(view -> FleetMapping.device(view, receivedMsAgo.getOrDefault(view.id(), 0.0)))
            .sorted(java.util.Comparator.comparing(Device::id))
            .toList();
    List<LinkRecord> records = links.values().stream().map(FleetMapping::link).toList();
    return new Fleet(version, age, fleet, records);
  }
}
