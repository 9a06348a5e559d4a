package org.meitheal.dashboard.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.decision.Decisions;
import org.meitheal.dashboard.diagnosis.Problems;
import org.meitheal.dashboard.event.EventRow;
import org.meitheal.dashboard.event.Events;
import org.meitheal.dashboard.event.ExclusionRow;
import org.meitheal.dashboard.fleet.Wall;
import org.meitheal.dashboard.objective.ObjectiveCard;
import org.meitheal.dashboard.objective.Objectives;
import org.meitheal.dashboard.pulse.Pulse;
import org.meitheal.dashboard.pulse.RecentOutcomes;
import org.meitheal.dashboard.source.Sources;
import org.meitheal.protocol.registry.RegistryFollower;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.springframework.stereotype.Service;

/** Puts together what is known now. */
@Service
class Overviews {
  private static final int DECISIONS = 20;
  private static final int BUDGETS = 5;
  private static final Duration COUNTED = Duration.ofSeconds(1);

  private final RegistryFollower registry;
  private final Sources sources;
  private final Decisions decisions;
  private final RecentOutcomes outcomes;
  private final Objectives objectives;
  private final Problems problems;
  private final Events events;
  private final InstantSource clock;
  private Instant countedUntil = Instant.MIN;
  private Pulse pulse;

  Overviews(
      RegistryFollower registry,
      Sources sources,
      Decisions decisions,
      RecentOutcomes outcomes,
      Objectives objectives,
      Problems problems,
      Events events,
      InstantSource clock) {
    this.registry = registry;
    this.sources = sources;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.objectives = objectives;
    this.problems = problems;
    this.events = events;
    this.clock = clock;
    this.pulse = Pulse.of(outcomes.all(), clock.instant());
  }

  Wall wall() {
    return Wall.of(registry.news());
  }

  Overview now() {
    List<ObjectiveView> worstFirst = objectives.worstFirst();
    return new Overview(
        sources.registry(),
        sources.scheduler(),
        wall(),
        pulse(),
        ObjectiveCard.of(worstFirst.stream().limit(BUDGETS).toList()),
        worstFirst.size(),
        problems.now(),
        DecisionRow.of(decisions.newestFirst().stream().limit(DECISIONS).toList()),
        EventRow.of(events.newestFirst()),
        ExclusionRow.of(events.exclusions()));
  }

  /** Thousands of requests are not counted again for each who looks. */
  private synchronized Pulse pulse() {
    Instant now = clock.instant();
    if (!now.isBefore(countedUntil)) {
      pulse = Pulse.of(outcomes.all(), now);
      countedUntil = now.plus(COUNTED);
    }
    return pulse;
  }
}
