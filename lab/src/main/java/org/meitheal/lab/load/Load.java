package org.meitheal.lab.load;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.client.Http;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;
import tools.jackson.core.JacksonException;

/**
 * One load: each request when it is due, whether or not the ones before have been answered, as
 * independent devices send. One that finds too many waiting already is not sent, and counted.
 */
final class Load {
  private final LoadOrder order;
  private final String who;
  private final Instant startedAt;
  private final Door door;
  private final byte[] photo;
  private final Map<String, String> headers;
  private final Semaphore places;
  private final Tally tally = new Tally();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean sending = true;

  /**
   * @param places for requests that wait, shared with loads before it
   */
  Load(LoadOrder order, String who, Instant startedAt, Door door, byte[] photo, Semaphore places) {
    this.order = order;
    this.who = who;
    this.startedAt = startedAt;
    this.door = door;
    this.photo = photo;
    this.headers = headers(order);
    this.places = places;
  }

  private static Map<String, String> headers(LoadOrder order) {
    Map<String, String> headers = new HashMap<>();
    put(headers, "Meitheal-Deadline-Ms", order.deadlineMs());
    put(headers, "Meitheal-Objective", order.objective());
    put(headers, "Meitheal-Priority", order.priority());
    put(headers, "Meitheal-Source", order.source());
    return headers;
  }

  private static void put(Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }

  /** Sends until all is sent or {@link #stop}. */
  void send() {
    long begin = System.nanoTime();
    double gapNanos = 1e9 / order.requestsPerSecond();
    try {
      for (long n = 0; n < order.requests(); n++) {
        long due = begin + Math.round(n * gapNanos);
        if (stopped.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
        sendOne();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      sending = false;
    }
  }

  private void sendOne() {
    if (places.tryAcquire()) {
      tally.sent();
      Thread.ofVirtual().name("load").start(this::ask);
    } else {
      tally.notSent();
    }
  }

  private void ask() {
    long begin = System.nanoTime();
    try {
      Http.Answer answer = door.post("/v1/models/" + order.model() + "/classify", photo, headers);
      long took = System.nanoTime() - begin;
      if (answer.ok()) {
        tally.answered(took, inTime(answer.as(Classification.class).receipt(), took));
      } else {
        tally.refused(answer.status(), answer.text());
      }
    } catch (IOException | JacksonException failed) {
      tally.failed(String.valueOf(failed.getMessage()));
    } catch (InterruptedException stopping) {
      tally.failed("interrupted");
    } finally {
      places.release();
    }
  }

  /** As the receipt says; where it does not, by the time that it took. */
  private boolean inTime(@Nullable Receipt receipt, long tookNanos) {
    Boolean met = receipt == null ? null : receipt.deadlineMet();
    Integer deadline = order.deadlineMs();
    return met != null ? met : deadline == null || tookNanos <= deadline * 1_000_000L;
  }

  void stop() {
    stopped.countDown();
  }

  boolean sending() {
    return sending;
  }

  LoadStatus status() {
    Tally.Counts counts = tally.counts();
    return new LoadStatus(
        order,
        who,
        startedAt,
        sending,
        counts.sent(),
        counts.notSent(),
        counts.waiting(),
        counts.inTime(),
        counts.late(),
        counts.refused(),
        counts.failed(),
        counts.p50Ms(),
        counts.p95Ms(),
        counts.lastError());
  }
}
