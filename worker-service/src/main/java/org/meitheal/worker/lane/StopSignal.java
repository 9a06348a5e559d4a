package org.meitheal.worker.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Tells running work to give up. libtorch cannot be interrupted: ask between segments. */
@FunctionalInterface
public interface StopSignal {
  /** Never stops. */
  StopSignal NEVER = () -> {};

  /**
   * @throws StoppedException when the work was cancelled or its deadline has passed
   */
  void check() throws StoppedException;

  /**
   * Waits for something, no longer than until this says stop.
   *
   * @throws StoppedException when the work was cancelled or its deadline has passed
   * @throws ExecutionException when it completed with a failure, which is the cause
   */
  default <T> T await(CompletableFuture<T> awaited)
      throws StoppedException, ExecutionException, InterruptedException {
    check();
    return awaited.get();
  }
}
