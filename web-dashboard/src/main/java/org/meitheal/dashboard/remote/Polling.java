package org.meitheal.dashboard.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again and again, from start to close, for what is no stream. */
public final class Polling implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

  private final String what;
  private final Duration period;
  private final Question question;
  private final ScheduledExecutorService timer;
  private boolean away;

  /** One try. */
  @FunctionalInterface
  public interface Question {
    void ask() throws IOException;
  }

  /**
   * @param what is asked for, in words: for the log and the thread's name
   * @param period from an answer to the next question
   */
  public Polling(String what, Duration period, Question question) {
    this.what = what;
    this.period = period;
    this.question = question;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(what).daemon().factory());
  }

  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::ask, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One line for an outage, not one for each try. */
  private void ask() {
    try {
      question.ask();
      away = false;
    } catch (IOException unheard) {
      if (!away) {
        LOG.warn("Cannot ask for {}: {}", what, unheard.getMessage());
      }
      away = true;
    } catch (RuntimeException unexpected) {
      LOG.error("Could not read the answer about {}", what, unexpected);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
