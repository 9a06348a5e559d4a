package org.meitheal.dashboard.event;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for events every two seconds, from start to close: they are few, and seldom new. */
final class EventPolling implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventPolling.class);
  private static final long PERIOD_MS = 2_000;

  private final Events events;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("events").daemon().factory());
  private boolean away;

  EventPolling(Events events) {
    this.events = events;
  }

  void start() {
    var _ = timer.scheduleWithFixedDelay(this::ask, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  /** One line for an outage, not one for each try. */
  private void ask() {
    try {
      events.ask();
      away = false;
    } catch (IOException unheard) {
      if (!away) {
        LOG.warn("The scheduler does not tell its events: {}", unheard.getMessage());
      }
      away = true;
    } catch (RuntimeException unexpected) {
      LOG.error("Events could not be read", unexpected);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
