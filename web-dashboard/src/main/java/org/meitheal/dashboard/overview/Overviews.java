package org.meitheal.dashboard.overview;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.decision.DecisionRow.Verdict;
import org.meitheal.dashboard.decision.Decisions;
import org.meitheal.dashboard.event.EventRow;
import org.meitheal.dashboard.event.Events;
import org.meitheal.dashboard.event.ExclusionRow;
import org.meitheal.dashboard.fleet.DeviceCard;
import org.meitheal.dashboard.fleet.DeviceCards;
import org.meitheal.dashboard.fleet.LinkRow;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.stereotype.Service;

/** Puts together what is known now. */
@Service
public class Overviews {
  private final RegistryFollower registry;
  private final Decisions decisions;
  private final Events events;
  private final InstantSource clock;

  Overviews(RegistryFollower registry, Decisions decisions, Events events, InstantSource clock) {
    this.registry = registry;
    this.decisions = decisions;
    this.events = events;
    this.clock = clock;
  }

  public Overview now() {
    Instant now = clock.instant();
    FleetNews news = registry.news();
    List<DeviceCard> devices = new DeviceCards(news, now, decisions::computeMs).cards();
    List<DecisionRow> rows = DecisionRow.of(decisions.newestFirst());
    return new Overview(
        List.of(
            SourceStatus.of(
                "Registry", registry.isConnected(), registry.hasNews() ? news.age() : null),
            SourceStatus.of("Scheduler", decisions.isConnected(), decisions.age())),
        tiles(devices, rows),
        devices,
        LinkRow.of(news, now),
        rows,
        EventRow.of(events.newestFirst()),
        ExclusionRow.of(events.exclusions()));
  }

  private static Overview.Tiles tiles(List<DeviceCard> devices, List<DecisionRow> decisions) {
    List<DeviceCard> online =
        devices.stream().filter(device -> device.health() == DeviceCard.Health.GOOD).toList();
    long inTime = decisions.stream().filter(row -> row.verdict() == Verdict.IN_TIME).count();
    long ended =
        decisions.stream()
            .filter(row -> row.verdict() != Verdict.RUNNING && row.verdict() != Verdict.PLANNED)
            .count();
    return new Overview.Tiles(
        online.size(),
        devices.size(),
        online.stream()
            .flatMap(device -> device.lanes().stream())
            .filter(DeviceCard.Lane::idle)
            .count(),
        online.stream().mapToLong(device -> device.lanes().size()).sum(),
        ended == 0 ? Quantities.UNKNOWN : Quantities.percent((double) inTime / ended),
        ended);
  }
}
