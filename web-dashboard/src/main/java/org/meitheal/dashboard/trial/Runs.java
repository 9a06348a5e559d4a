package org.meitheal.dashboard.trial;

import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.decision.Comparison;
import org.meitheal.dashboard.decision.DecisionRow;
import org.meitheal.dashboard.decision.Decisions;
import org.meitheal.protocol.scheduler.DecisionView;
import org.springframework.stereotype.Service;

/** Looks for the end of an execution, which is on record a moment after its answer. */
@Service
class Runs {
  /** Half a second apart: ten seconds in all. */
  static final int MOST_LOOKS = 20;

  private final Decisions decisions;
  private final InstantSource clock;

  Runs(Decisions decisions, InstantSource clock) {
    this.decisions = decisions;
    this.clock = clock;
  }

  /**
   * @param number of this look, from 1
   */
  Run look(String decision, int number) {
    DecisionView ended = ended(decision);
    if (ended != null) {
      return new Run(ended.id(), Comparison.of(ended, clock.instant()), null);
    }
    return new Run(decision, null, number < MOST_LOOKS ? Math.max(1, number) + 1 : null);
  }

  /** None also where it cannot be asked for now. */
  private @Nullable DecisionView ended(String id) {
    try {
      DecisionView decision = decisions.find(id);
      return decision != null && isOver(decision) ? decision : null;
    } catch (IOException away) {
      return null;
    }
  }

  private static boolean isOver(DecisionView decision) {
    return switch (DecisionRow.verdict(decision, decision.execution())) {
      case RUNNING, PLANNED -> false;
      case IN_TIME, LATE, REFUSED, FAILED -> true;
    };
  }
}
