package org.meitheal.worker.lane;

/** What a lane is to do; runs in the lane's thread. */
@FunctionalInterface
public interface Task<T> {
  /**
   * @param stop to be asked wherever the work can be given up
   */
  T run(StopSignal stop) throws Exception;
}
