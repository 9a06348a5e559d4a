package org.meitheal.worker.lane;

/** Tells running work to give up. libtorch cannot be interrupted: ask between segments. */
@FunctionalInterface
public interface StopSignal {
  /** Never stops. */
  StopSignal NEVER = () -> {};

  /**
   * @throws StoppedException when the work was cancelled or its deadline has passed
   */
  void check() throws StoppedException;
}
