package org.meitheal.scheduler.execution;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.execution.ExecutionState.Running;
import org.meitheal.scheduler.planning.Ask;
import org.meitheal.scheduler.planning.Planned;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.RecordIds;

/** The executions that run now, and the one clock that ends them at their deadlines. */
final class Executions implements AutoCloseable {
  private final DecisionRecord record;
  private final RecordIds ids;
  private final InstantSource clock;
  private final Consumer<ExecutionView> whenEnded;
  private final Map<String, Execution> running = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deadlines").factory());

  /**
   * @param whenEnded is told of each end, on the thread that serves the request
   */
  Executions(
      DecisionRecord record,
      RecordIds ids,
      InstantSource clock,
      Consumer<ExecutionView> whenEnded) {
    this.record = record;
    this.whenEnded = whenEnded;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param startedNanos when its first header byte came in, by {@link System#nanoTime}
   */
  Execution begin(Ask ask, long startedNanos) {
    Execution execution = new Execution(ids.next(), ask, clock.instant(), startedNanos);
    running.put(execution.id(), execution);
    return execution;
  }

  /**
   * Ends it at its deadline, whatever it does then.
   *
   * @param grace for news of its end that are on their way
   */
  Future<?> watchDeadline(Execution execution, Duration grace) {
    return timer.schedule(
        () -> expire(execution), execution.timeLeft().plus(grace).toNanos(), TimeUnit.NANOSECONDS);
  }

  /** None if it has ended, or another scheduler runs it. */
  @Nullable Execution find(String id) {
    return running.get(id);
  }

  /** False if it has ended meanwhile. */
  boolean attempt(Execution execution, Planned planned) {
    boolean goesOn = execution.attempt(planned);
    if (goesOn) {
      record.started(ExecutionViews.of(execution));
    }
    return goesOn;
  }

  /** Ends it, unless it has ended before. */
  boolean end(Execution execution, Function<Running, Ended> how) {
    boolean ended = execution.end(how);
    if (ended) {
      running.remove(execution.id());
      ExecutionView view = ExecutionViews.of(execution);
      record.ended(view);
      whenEnded.accept(view);
    }
    return ended;
  }

  void expire(Execution execution) {
    if (end(execution, last -> last.expire(execution.elapsedMs(), "the deadline passed"))) {
      execution.stop();
    }
  }

  /** Whether there was such an execution running. */
  boolean cancel(String id, String by) {
    Execution execution = running.get(id);
    if (execution == null || !end(execution, last -> last.cancel(by))) {
      return false;
    }
    execution.stop();
    return true;
  }

  java.util.List<ExecutionView> running() {
    return running.values().stream().map(ExecutionViews::of).toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
