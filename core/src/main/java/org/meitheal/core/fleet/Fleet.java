package org.meitheal.core.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that a decision is made from.
 *
 * @param age how old the newest news from the registry is
 * @param undividing devices that take no part in divisions, and why, in words that follow their
 *     name
 */
public record Fleet(
    long version,
    Duration age,
    List<Device> devices,
    List<LinkRecord> links,
    Map<DeviceId, String> undividing) {
  public Fleet {
    devices = List.copyOf(devices);
    links = List.copyOf(links);
    undividing = Map.copyOf(undividing);
  }

  /** All of whose devices may take part in divisions. */
  public Fleet(long version, Duration age, List<Device> devices, List<LinkRecord> links) {
    this(version, age, devices, links, Map.of());
  }
}
