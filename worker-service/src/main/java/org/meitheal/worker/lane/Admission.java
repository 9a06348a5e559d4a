package org.meitheal.worker.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.lane.StoppedException.Reason;

/**
 * Work that was admitted as a whole and comes in quanta, one at a time. Between two of them it
 * holds no lane, but the lanes still count on it; a quantum is never refused.
 */
public final class Admission implements StopSignal, AutoCloseable {
  private final Lanes lanes;
  private final Demand demand;
  private final long sequence;
  private final CompletableFuture<Object> stopped = new CompletableFuture<>();
  private long leftNanos;
  private @Nullable Job<?> current;
  private volatile @Nullable Reason stopReason;

  Admission(Lanes lanes, Demand demand, long sequence) {
    this.lanes = lanes;
    this.demand = demand;
    this.sequence = sequence;
    this.leftNanos = demand.expectedNanos();
  }

  /**
   * Runs a quantum on a lane and waits for it.
   *
   * @param expectedNanos of it; 0 where this is not known
   * @return done, so that its result and times can be read
   * @throws StoppedException when it was cancelled or its deadline has passed
   * @throws ExecutionException with the task's own exception
   */
  public <T> Job<T> run(long expectedNanos, Task<T> task)
      throws StoppedException, ExecutionException, InterruptedException {
    Job<T> job = lanes.submit(this, expectedNanos, task);
    try {
      job.await();
      return job;
    } catch (InterruptedException interrupted) {
      job.cancel();
      throw interrupted;
    } finally {
      job.awaitEnd();
      lanes.finished(this);
    }
  }

  /** Runs no further than to the next segment; a wait ends at once. */
  public void cancel() {
    lanes.stop(this, Reason.CANCELLED);
  }

  @Override
  public void check() throws StoppedException {
    if (stopReason == null && lanes.now() - demand.deadline() > 0) {
      lanes.stop(this, Reason.DEADLINE_PASSED);
    }
    Reason reason = stopReason;
    if (reason != null) {
      throw StoppedException.because(reason);
    }
  }

  @Override
  public <T> T await(CompletableFuture<T> awaited)
      throws StoppedException, ExecutionException, InterruptedException {
    CompletableFuture<Object> either = CompletableFuture.anyOf(awaited, stopped);
    while (!awaited.isDone()) {
      check();
      try {
        var _ = either.get(Math.max(1, demand.deadline() - lanes.now()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        check();
      } catch (ExecutionException failed) {
        break;
      }
    }
    return awaited.get();
  }

  /** Gives back what the lanes still count on. */
  @Override
  public void close() {
    lanes.close(this);
  }

  /** Of all quanta that are still to come. */
  public long expectedNanos() {
    return lanes.expectedNanos(this);
  }

  Demand demand() {
    return demand;
  }

  long sequence() {
    return sequence;
  }

  /** Of what was not handed to the lanes yet. Under the lanes' lock, as all below. */
  Demand rest() {
    return new Demand(demand.priority(), demand.deadline(), leftNanos);
  }

  boolean waits() {
    return current == null;
  }

  void begin(Job<?> quantum) {
    leftNanos = Math.max(0, leftNanos - quantum.demand().expectedNanos());
    current = quantum;
  }

  void end() {
    current = null;
  }

  @Nullable Job<?> current() {
    return current;
  }

  @Nullable Reason stopReason() {
    return stopReason;
  }

  void requestStop(Reason reason) {
    if (stopReason == null) {
      stopReason = reason;
      stopped.complete(reason);
    }
  }
}
