package org.meitheal.scheduler.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.execution.ExecutionState.Running;
import org.meitheal.scheduler.planning.Ask;
import org.meitheal.scheduler.planning.Planned;

/**
 * One request from its first byte to its end. The thread that serves it, its timer and one who
 * cancels it may all end it; the first counts.
 */
final class Execution {
  private final String id;
  private final Ask ask;
  private final Instant startedAt;
  private final long startedNanos;
  private final AtomicReference<ExecutionState> state = new AtomicReference<>(Running.begin());

  /** Stops what runs now. */
  private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

  /**
   * @param startedNanos when its first header byte came in, by {@link System#nanoTime}
   */
  Execution(String id, Ask ask, Instant startedAt, long startedNanos) {
    this.id = id;
    this.ask = ask;
    this.startedAt = startedAt;
    this.startedNanos = startedNanos;
  }

  String id() {
    return id;
  }

  Ask ask() {
    return ask;
  }

  Instant startedAt() {
    return startedAt;
  }

  ExecutionState state() {
    return state.get();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  double elapsedMs() {
    return elapsed().toNanos() / 1e6;
  }

  Duration timeLeft() {
    return ask.terms().deadline().minus(elapsed());
  }

  /** False if it has ended meanwhile. */
  boolean attempt(Planned planned) {
    return state.get() instanceof Running running
        && state.compareAndSet(running, running.attempt(planned));
  }

  /**
   * @return whether this ended it; false if it had ended before
   */
  boolean end(Function<Running, Ended> how) {
    while (state.get() instanceof Running running) {
      if (state.compareAndSet(running, how.apply(running))) {
        return true;
      }
    }
    return false;
  }

  /** What {@link #stop} is to do from now on. */
  void whenStopped(Runnable action) {
    stop.set(action);
    if (state.get() instanceof Ended) {
      stop();
    }
  }

  void notStoppable() {
    stop.set(null);
  }

  void stop() {
    Runnable action = stop.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }
}
