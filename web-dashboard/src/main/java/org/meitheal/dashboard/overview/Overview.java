package org.meitheal.dashboard.overview;

import java.util.List;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.diagnosis.Problem;
import org.meitheal.dashboard.event.EventRow;
import org.meitheal.dashboard.event.ExclusionRow;
import org.meitheal.dashboard.fleet.Wall;
import org.meitheal.dashboard.objective.ObjectiveCard;
import org.meitheal.dashboard.pulse.Pulse;
import org.meitheal.dashboard.source.SourceStatus;

/**
 * All of the first page, at one moment.
 *
 * @param budgets the worst ones
 * @param objectives how many there are
 */
public record Overview(
    SourceStatus registry,
    SourceStatus scheduler,
    Wall wall,
    Pulse pulse,
    List<ObjectiveCard> budgets,
    int objectives,
    List<Problem> problems,
    List<DecisionRow> decisions,
    List<EventRow> events,
    List<ExclusionRow> exclusions) {
  public boolean registryHeard() {
    return registry.state() != SourceStatus.State.WAITING;
  }

  public boolean schedulerHeard() {
    return scheduler.state() != SourceStatus.State.WAITING;
  }
}
