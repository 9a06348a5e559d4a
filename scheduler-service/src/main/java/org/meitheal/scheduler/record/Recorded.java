package org.meitheal.scheduler.record;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/** What the record keeps. */
sealed interface Recorded {
  String id();

  /**
   * @param execution the id of the execution that this decision is an attempt of; none for a
   *     comparison
   */
  record Decision(DecisionView view, @Nullable String execution) implements Recorded {
    @Override
    public String id() {
      return view.id();
    }

    DecisionView with(@Nullable ExecutionView executionView) {
      return new DecisionView(
          view.id(),
          view.at(),
          view.model(),
          view.client(),
          view.source(),
          view.objective(),
          view.targetReliability(),
          view.timeLeftMs(),
          view.inputBytes(),
          view.attempt(),
          view.outcome(),
          view.placement(),
          view.device(),
          view.predictedMs(),
          view.targetMet(),
          view.why(),
          view.fleetVersion(),
          view.fleetAgeMs(),
          view.candidates(),
          executionView);
    }
  }

  record Execution(ExecutionView view) implements Recorded {
    static final String RUNNING = "running";

    @Override
    public String id() {
      return view.id();
    }
  }
}
