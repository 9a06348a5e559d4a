package org.meitheal.scheduler.objective;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.meitheal.protocol.scheduler.AlertView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts alerts, in their order, on a thread of its own. What cannot be delivered in {@value
 * #ATTEMPTS} attempts, or does not fit in the queue, is lost, counted and logged; the alert is in
 * {@code GET /v1/alerts} all the same.
 */
final class AlertWebhook implements AutoCloseable {
  static final int ATTEMPTS = 4;

  private static final Logger log = LoggerFactory.getLogger(AlertWebhook.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int QUEUE = 100;

  private final HttpClient http;
  private final URI url;
  private final JsonMapper json;
  private final Duration firstPause;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final ThreadPoolExecutor thread;

  /**
   * @param firstPause before the second attempt; three times as long before each further one
   */
  AlertWebhook(HttpClient http, URI url, JsonMapper json, Duration firstPause) {
    this.http = http;
    this.url = url;
    this.json = json;
    this.firstPause = firstPause;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().daemon().name("alert-webhook").factory(),
            (_, executor) -> {
              if (!executor.isShutdown()) {
                lose("too many wait");
              }
            });
  }

  void send(AlertView alert) {
    thread.execute(() -> deliver(alert));
  }

  Status status() {
    return new Status(delivered.get(), lost.get(), thread.getQueue().size());
  }

  /** What waits gets a last moment: it is on record as posted, and no other replica posts it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        thread.shutdownNow().forEach(_ -> lose("the service stops"));
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(AlertView alert) {
    Duration pause = firstPause;
    String trouble = "";
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        trouble = attempt(alert);
        if (trouble.isEmpty()) {
          delivered.incrementAndGet();
          return;
        }
        if (attempt < ATTEMPTS) {
          Thread.sleep(pause);
          pause = pause.multipliedBy(3);
        }
      }
      lose(trouble);
    } catch (InterruptedException stopping) {
      lose("the service stops");
      Thread.currentThread().interrupt();
    } catch (RuntimeException unexpected) {
      log.error("An alert could not be written as JSON", unexpected);
    }
  }

  /** What went wrong; empty if nothing did. */
  private String attempt(AlertView alert) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(alert)))
            .build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300 ? "" : "it answered " + status;
    } catch (IOException away) {
      return String.valueOf(away.getMessage());
    }
  }

  private void lose(String why) {
    lost.incrementAndGet();
    log.atWarn().addKeyValue("cause", why).log("The webhook did not take an alert");
  }

  record Status(long delivered, long lost, int waiting) {}
}
