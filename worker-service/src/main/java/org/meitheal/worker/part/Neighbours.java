package org.meitheal.worker.part;

import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;

/**
 * How a part reaches the others of its execution. Used by one thread for each part.
 *
 * <p>Cut 0 does not go this way: the image's rows are given to a part when it starts. Nor do
 * helpers send their results: they return them. The lead receives those of others at the last cut,
 * which has the number of stages.
 */
public interface Neighbours {
  /** Sends without waiting for arrival; the implementation bounds what is on its way. */
  void send(int cut, Transfer transfer, Rows rows) throws StoppedException, InterruptedException;

  /**
   * Whether {@link #receive} would return within that time, be it rows or a failure; waits for it.
   *
   * @param nanos 0 never waits
   */
  boolean arrives(int cut, Transfer transfer, long nanos) throws InterruptedException;

  /**
   * Waits for what that transfer brings.
   *
   * @throws StoppedException when the deadline passes or the part is cancelled
   * @throws PartLostException when it will never come
   */
  Rows receive(int cut, Transfer transfer, StopSignal stop)
      throws StoppedException, PartLostException, InterruptedException;
}
