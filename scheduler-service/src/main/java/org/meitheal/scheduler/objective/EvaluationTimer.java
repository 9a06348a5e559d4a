package org.meitheal.scheduler.objective;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Evaluates the objectives now and then, on a thread of its own. */
final class EvaluationTimer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(EvaluationTimer.class);
  private static final long LAST_SECONDS = 5;

  private final ObjectiveKeeper keeper;
  private final Duration period;
  private volatile @Nullable ScheduledExecutorService thread;

  EvaluationTimer(ObjectiveKeeper keeper, Duration period) {
    this.keeper = keeper;
    this.period = period;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("objectives").factory());
    var _ =
        started.scheduleWithFixedDelay(
            () -> guarded(keeper::tick), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  /**
   * What was counted is stored. It is not evaluated: an alert that began now would be this
   * replica's to post, and there is no time left for it.
   */
  @Override
  public void stop() {
    ScheduledExecutorService stopping = thread;
    thread = null;
    if (stopping == null) {
      return;
    }
    stopping.execute(() -> guarded(keeper::handIn));
    stopping.shutdown();
    try {
      if (!stopping.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        stopping.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      stopping.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Stops after the web server, so that the last executions are counted. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE / 2;
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException unexpected) {
      // Thrown on, it would end the schedule for good.
      log.error("Objectives could not be evaluated", unexpected);
    }
  }
}
