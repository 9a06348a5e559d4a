package org.meitheal.dashboard.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.decision.Decisions;
import org.meitheal.dashboard.event.EventRow;
import org.meitheal.dashboard.event.Events;
import org.meitheal.dashboard.event.ExclusionRow;
import org.meitheal.dashboard.fleet.DeviceCard;
import org.meitheal.dashboard.fleet.DeviceCards;
import org.meitheal.dashboard.fleet.LinkRow;
import org.meitheal.dashboard.pulse.Outcome;
import org.meitheal.dashboard.pulse.Pulse;
import org.meitheal.dashboard.pulse.RecentOutcomes;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.stereotype.Service;

/** Puts together what is known of one device, or of all. */
@Service
class DevicePages {
  private final RegistryFollower registry;
  private final Decisions decisions;
  private final RecentOutcomes outcomes;
  private final Events events;
  private final SpeedMemory speeds;
  private final InstantSource clock;

  DevicePages(
      RegistryFollower registry,
      Decisions decisions,
      RecentOutcomes outcomes,
      Events events,
      SpeedMemory speeds,
      InstantSource clock) {
    this.registry = registry;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.events = events;
    this.speeds = speeds;
    this.clock = clock;
  }

  DeviceList list(DeviceFilter filter) {
    return DeviceList.of(registry.news(), filter, clock.instant());
  }

  /** None of a device that the registry does not name. */
  Optional<DevicePage> find(String id) {
    FleetNews news = registry.news();
    Instant now = clock.instant();
    DeviceView device = news.devices().get(id);
    DeviceCard card = new DeviceCards(news, now, decisions::computeMs).card(id);
    return device == null || card == null
        ? Optional.empty()
        : Optional.of(page(device, card, news, now));
  }

  private DevicePage page(DeviceView device, DeviceCard card, FleetNews news, Instant now) {
    String id = device.id();
    List<Outcome> led =
        outcomes.all().stream().filter(outcome -> id.equals(outcome.device())).toList();
    return new DevicePage(
        card,
        device.url(),
        device.models().stream()
            .map(model -> SpeedChart.of(model.name(), speeds.of(id, model.name())))
            .toList(),
        LinkRow.of(news, id, now),
        Pulse.of(led, now),
        DecisionRow.of(
            decisions.newestFirst().stream().filter(one -> id.equals(one.device())).toList()),
        EventRow.of(
            events.newestFirst().stream().filter(event -> event.devices().contains(id)).toList()),
        ExclusionRow.of(
                events.exclusions().stream().filter(out -> out.device().equals(id)).toList())
            .stream()
            .findFirst()
            .orElse(null));
  }
}
