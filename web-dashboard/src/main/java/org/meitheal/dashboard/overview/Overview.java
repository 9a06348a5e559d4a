package org.meitheal.dashboard.overview;

import java.util.List;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.event.EventRow;
import org.meitheal.dashboard.event.ExclusionRow;
import org.meitheal.dashboard.fleet.DeviceCard;
import org.meitheal.dashboard.fleet.LinkRow;

/** All of the first page, at one moment. */
public record Overview(
    List<SourceStatus> sources,
    Tiles tiles,
    List<DeviceCard> devices,
    List<LinkRow> links,
    List<DecisionRow> decisions,
    List<EventRow> events,
    List<ExclusionRow> exclusions) {

  /** The page in three numbers. */
  public record Tiles(
      long devicesOnline, long devices, long lanesIdle, long lanes, String inTime, long ended) {}

  public boolean registryHeard() {
    return sources.getFirst().state() != SourceStatus.State.WAITING;
  }

  public boolean schedulerHeard() {
    return sources.getLast().state() != SourceStatus.State.WAITING;
  }
}
