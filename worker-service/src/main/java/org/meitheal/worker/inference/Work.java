package org.meitheal.worker.inference;

import java.util.concurrent.ExecutionException;
import org.meitheal.worker.lane.Job;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.part.Spread;

/** A request that was admitted, on one lane or several. */
sealed interface Work {
  void cancel();

  /** Runs the action when no lane will touch the request's input any more. */
  void whenDone(Runnable action);

  /**
   * @throws StoppedException when it was cancelled or its deadline has passed
   * @throws ExecutionException with what failed
   */
  Inference await() throws StoppedException, ExecutionException, InterruptedException;

  /** All of it in one lane's thread. */
  record OneLane(Job<Inference> job) implements Work {
    @Override
    public void cancel() {
      job.cancel();
    }

    @Override
    public void whenDone(Runnable action) {
      job.whenDone(action);
    }

    @Override
    public Inference await() throws StoppedException, ExecutionException, InterruptedException {
      Inference done = job.await();
      return new Inference(done.logits(), job.queueNanos(), done.input(), done.compute());
    }
  }

  /** Divided over lanes that were idle, so that it did not wait for one. */
  record SeveralLanes(Spread spread, LaneClock clock, long startedAt) implements Work {
    @Override
    public void cancel() {
      spread.cancel();
    }

    @Override
    public void whenDone(Runnable action) {
      spread.whenDone(action);
    }

    @Override
    public Inference await() throws StoppedException, ExecutionException, InterruptedException {
      return new Inference(spread.await(), 0, 0, clock.now() - startedAt);
    }
  }
}
