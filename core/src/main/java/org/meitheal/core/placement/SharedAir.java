package org.meitheal.core.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.split.Member;
import org.meitheal.core.statistics.RobustSummary;

/**
 * What the links within a cell have in common: its air time. Each transfer measures the same
 * medium, so a cell's bandwidth is the median over all of its links, which have few transfers each.
 */
final class SharedAir {
  private final Map<String, String> cells = new HashMap<>();
  private final Map<String, List<Double>> transfers = new HashMap<>();

  private SharedAir() {}

  static SharedAir of(List<LinkRecord> links, List<Member> members) {
    SharedAir air = new SharedAir();
    members.forEach(member -> air.cells.put(member.device().value(), member.cell()));
    for (LinkRecord link : links) {
      String cell = air.cells.get(link.from().value());
      if (cell != null && cell.equals(air.cells.get(link.to().value()))) {
        air.transfers.computeIfAbsent(cell, _ -> new ArrayList<>()).addAll(link.bytesPerSecond());
      }
    }
    return air;
  }

  /** The same with the cell's bandwidth, where both are in one cell. */
  LinkEstimate of(DeviceId from, DeviceId to, LinkEstimate own) {
    String cell = cells.get(from.value());
    if (cell == null || !cell.equals(cells.get(to.value()))) {
      return own;
    }
    List<Double> samples = transfers.getOrDefault(cell, List.of());
    if (samples.isEmpty()) {
      return own;
    }
    RobustSummary all = RobustSummary.of(samples);
    return new LinkEstimate(
        own.roundTripMs(),
        own.spreadMs(),
        all.median(),
        all.standardDeviation() / all.median(),
        own.roundTrips(),
        all.samples());
  }
}
