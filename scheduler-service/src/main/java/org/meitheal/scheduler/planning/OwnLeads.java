package org.meitheal.scheduler.planning;

import org.meitheal.protocol.scheduler.CommittedPlan;

/** Makes plans that devices carry out themselves. */
public interface OwnLeads {
  /**
   * Begins an execution.
   *
   * @param ask with the device at whose door it came
   * @param startedNanos when its first header byte came in, by {@link System#nanoTime}
   */
  CommittedPlan commit(Ask ask, long startedNanos);
}
