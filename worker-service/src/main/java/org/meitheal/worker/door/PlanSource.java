package org.meitheal.worker.door;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.protocol.scheduler.PlanRequest;
import org.meitheal.worker.execution.OwnPlan;

/** Where plans for requests at this device's own door come from. */
interface PlanSource {
  /** Null if there is none in time. */
  @Nullable OwnPlan ask(PlanRequest request, Duration patience);

  /** Tells, in the background, how it ended. */
  void ended(OwnPlan plan, ExecutionOutcome outcome);

  /** For a device that knows no scheduler. */
  static PlanSource none() {
    return new PlanSource() {
      @Override
      public @Nullable OwnPlan ask(PlanRequest request, Duration patience) {
        return null;
      }

      @Override
      public void ended(OwnPlan plan, ExecutionOutcome outcome) {
        throw new IllegalStateException("there was no plan");
      }
    };
  }
}
