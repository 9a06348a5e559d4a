package org.meitheal.worker.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.lane.StoppedException.Reason;

/** Admitted work on its way through the lanes. */
public final class Job<T> {
  /** A deadline that passes during a segment is seen at its end: wait this much longer for it. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Lanes lanes;
  private final Task<T> task;
  private final Demand demand;
  private final boolean slowed;
  private final long sequence;
  private final long queuedAt;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private volatile long startedAt;
  private volatile long finishedAt;
  private volatile @Nullable Reason stopReason;

  Job(Lanes lanes, Task<T> task, Demand demand, boolean slowed, long sequence, long queuedAt) {
    this.lanes = lanes;
    this.task = task;
    this.demand = demand;
    this.slowed = slowed;
    this.sequence = sequence;
    this.queuedAt = queuedAt;
    this.startedAt = queuedAt;
    this.finishedAt = queuedAt;
  }

  /** Runs no further than to the next segment; at once out of the queue. */
  public void cancel() {
    lanes.stop(this, Reason.CANCELLED);
  }

  /**
   * Waits for the result; a job that has not started at its deadline leaves the queue.
   *
   * @throws StoppedException when it was cancelled or its deadline has passed
   * @throws ExecutionException with the task's own exception
   */
  public T await() throws StoppedException, ExecutionException, InterruptedException {
    try {
      return awaitUntil(demand.deadline());
    } catch (TimeoutException late) {
      lanes.stop(this, Reason.DEADLINE_PASSED);
    }
    try {
      return awaitUntil(demand.deadline() + GRACE_NANOS);
    } catch (TimeoutException stuck) {
      throw new StoppedException(Reason.DEADLINE_PASSED, "the deadline passed; the work hangs");
    }
  }

  private T awaitUntil(long time)
      throws TimeoutException, StoppedException, ExecutionException, InterruptedException {
    try {
      return result.get(Math.max(0, time - lanes.now()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof StoppedException stopped) {
        throw stopped;
      }
      throw failure;
    }
  }

  /** Until no lane will touch this job any more; its result or failure is of no interest. */
  void awaitEnd() throws InterruptedException {
    try {
      var _ = result.get(GRACE_NANOS, TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException ended) {
      // The caller knows why already.
    }
  }

  /** Runs the action when no lane will touch this job any more, however it ended. */
  public void whenDone(Runnable action) {
    var _ = result.whenComplete((value, failure) -> action.run());
  }

  /** Time in the queue, in nanoseconds; valid when done. */
  public long queueNanos() {
    return startedAt - queuedAt;
  }

  /** Time on the lane, emulated time included, in nanoseconds; valid when done. */
  public long laneNanos() {
    return finishedAt - startedAt;
  }

  Demand demand() {
    return demand;
  }

  /** Runs in a lane's thread; what it returns hands the result over, once the lane is free. */
  Runnable run(Pace pace) {
    startedAt = pace.startedAt();
    try {
      checkStopped();
      T value = run(pace, task);
      pace.hold(this::checkStopped);
      finishedAt = lanes.now();
      return () -> result.complete(value);
    } catch (Throwable failure) { // An Error must reach the caller too, and the lane must live on.
      finishedAt = lanes.now();
      return () -> result.completeExceptionally(failure);
    }
  }

  private T run(Pace pace, Task<T> work) throws Exception {
    pace.begin();
    try {
      return work.run(() -> {
        checkStopped();
        pace.between();
      });
    } finally {
      pace.end();
    }
  }

  void requestStop(Reason reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
  }

  void failAsStopped() {
    result.completeExceptionally(stopped());
  }

  /** Whether it takes as long as on the device that this machine stands for. */
  boolean slowed() {
    return slowed;
  }

  long sequence() {
    return sequence;
  }

  private void checkStopped() throws StoppedException {
    if (stopReason == null && lanes.now() - demand.deadline() > 0) {
      stopReason = Reason.DEADLINE_PASSED;
    }
    if (stopReason != null) {
      throw stopped();
    }
  }

  private StoppedException stopped() {
    return StoppedException.because(stopReason == null ? Reason.CANCELLED : stopReason);
  }
}
