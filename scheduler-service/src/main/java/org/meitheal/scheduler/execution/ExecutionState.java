package org.meitheal.scheduler.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.scheduler.planning.Planned;

/** Where an execution stands. It runs, and then ends once, in one of five ways. */
sealed interface ExecutionState {
  /**
   * @param attempts so far
   * @param planned the newest attempt's decision; none before the first
   */
  record Running(int attempts, @Nullable Planned planned) implements ExecutionState {
    static Running begin() {
      return new Running(0, null);
    }

    Running attempt(Planned next) {
      return new Running(attempts + 1, next);
    }

    Completed complete(double actualMs, @Nullable Timings timings, List<PartRun> parts) {
      return new Completed(this, actualMs, timings, parts);
    }

    /** Never started: infeasible, or nobody could take it. */
    Rejected reject(String why) {
      return new Rejected(this, why);
    }

    Expired expire(double afterMs, String why) {
      return new Expired(this, afterMs, why);
    }

    Cancelled cancel(String by) {
      return new Cancelled(this, "cancelled by " + by);
    }

    Failed fail(String why) {
      return new Failed(this, why, false);
    }

    /** Its client's own input or connection is to blame. */
    Failed failByClient(String why) {
      return new Failed(this, why, true);
    }
  }

  /** It is over. */
  sealed interface Ended extends ExecutionState {
    /** What it was when it ended. */
    Running last();
  }

  /**
   * @param parts of a divided execution, as they ran
   */
  record Completed(Running last, double actualMs, @Nullable Timings timings, List<PartRun> parts)
      implements Ended {}

  record Rejected(Running last, String why) implements Ended {}

  record Expired(Running last, double afterMs, String why) implements Ended {}

  record Cancelled(Running last, String why) implements Ended {}

  record Failed(Running last, String why, boolean clientFault) implements Ended {}
}
