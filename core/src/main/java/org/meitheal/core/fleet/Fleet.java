package org.meitheal.core.fleet;

import java.time.Duration;
import java.util.List;

/**
 * All that a decision is made from.
 *
 * @param age how old the newest news from the registry is
 */
public record Fleet(long version, Duration age, List<Device> devices, List<LinkRecord> links) {
  public Fleet {
    devices = List.copyOf(devices);
    links = List.copyOf(links);
  }
}
