package org.meitheal.dashboard.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.meitheal.dashboard.event.Events;
import org.meitheal.dashboard.objective.Objectives;
import org.meitheal.dashboard.pulse.RecentOutcomes;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.RegistryFollower;
import org.meitheal.protocol.scheduler.ExclusionView;

/**
 * What is wrong now; looked for every five seconds, whoever asks, and at once where an operator
 * took a device back.
 */
public final class Problems {
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final RegistryFollower registry;
  private final RecentOutcomes outcomes;
  private final Events events;
  private final WriteQueues queues;
  private final Objectives objectives;
  private final InstantSource clock;
  private final LinkMemory memory = new LinkMemory();
  private Instant until = Instant.MIN;
  private List<Problem> found = List.of();
  private List<ExclusionView> excluded = List.of();

  Problems(
      RegistryFollower registry,
      RecentOutcomes outcomes,
      Events events,
      WriteQueues queues,
      Objectives objectives,
      InstantSource clock) {
    this.registry = registry;
    this.outcomes = outcomes;
    this.events = events;
    this.queues = queues;
    this.objectives = objectives;
    this.clock = clock;
  }

  public synchronized List<Problem> now() {
    Instant now = clock.instant();
    List<ExclusionView> exclusions = events.exclusions();
    if (!now.isBefore(until) || !exclusions.equals(excluded)) {
      excluded = exclusions;
      found = Diagnoses.of(known(registry.news(), now));
      until = now.plus(KEPT);
    }
    return found;
  }

  /** Also while nobody looks, so that there is a time before to compare with. */
  void remember() {
    memory.look(registry.news().links(), clock.instant());
  }

  private Known known(FleetNews news, Instant now) {
    return new Known(
        now,
        news.devices(),
        news.links(),
        memory.earlier(),
        outcomes.all(),
        excluded,
        queues.newest(),
        objectives.worstFirst());
  }
}
