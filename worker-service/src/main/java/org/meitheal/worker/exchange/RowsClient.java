package org.meitheal.worker.exchange;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Transfer;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.protocol.trace.Step;
import org.meitheal.protocol.trace.TraceHeaders;
import org.meitheal.worker.lane.LaneClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends rows to other devices, so many at a time, each until its execution's deadline, and says
 * what became of them.
 */
final class RowsClient {
  private static final Logger log = LoggerFactory.getLogger(RowsClient.class);
  private static final int AT_ONCE = 32;
  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int PAUSE_GROWTH = 3;
  private static final int GONE = 410;
  private static final int BUSY = 503;
  private static final int TOO_LATE = 504;

  private final HttpClient http;
  private final LaneClock clock;
  private final Semaphore free = new Semaphore(AT_ONCE);

  RowsClient(HttpClient http, LaneClock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** Returns at once. */
  void send(Exchange exchange, URI url, Outbox.Sent sent) {
    Runnable work =
        () -> {
          boolean delivered = false;
          try {
            delivered = deliver(exchange, url, sent);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.sent(sent.owed(), delivered);
          }
        };
    Thread.ofVirtual().name("rows-" + sent.to()).start(sent.trace().around(work));
  }

  /** True also where nobody wants them there any more. */
  private boolean deliver(Exchange exchange, URI url, Outbox.Sent sent)
      throws InterruptedException {
    Duration pause = PAUSE;
    for (int attempt = 1; exchange.goesTo(url, sent.to()); attempt++) {
      int status = put(exchange, url, sent);
      if (status != BUSY) {
        return isSettled(exchange, sent, status);
      }
      if (attempt == TRIES) {
        return false;
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(PAUSE_GROWTH);
    }
    return true;
  }

  private static boolean isSettled(Exchange exchange, Outbox.Sent sent, int status) {
    if (status == GONE) {
      if (sent.to() == Partition.LEAD) {
        exchange.end(); // the lead has given this attempt up
      }
      return true;
    }
    if (status / 100 != 2) {
      log.atDebug().addKeyValue("status", status).log("a neighbour did not take rows");
    }
    return status / 100 == 2;
  }

  /** The answer's status; one that cannot be reached is as good as busy. */
  private int put(Exchange exchange, URI url, Outbox.Sent sent) throws InterruptedException {
    long left = exchange.deadline() - clock.now();
    if (left <= 0 || !free.tryAcquire(left, TimeUnit.NANOSECONDS)) {
      return TOO_LATE;
    }
    try (Step _ = Step.begin("exchange").note("meitheal.part", sent.to())) {
      return http.send(request(exchange.id(), url, sent, left), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException unreachable) {
      return BUSY;
    } finally {
      free.release();
    }
  }

  private static HttpRequest request(AttemptId id, URI url, Outbox.Sent sent, long leftNanos) {
    Transfer transfer = sent.owed().transfer();
    String path =
        "/v1/executions/%s/attempts/%d/cuts/%d/rows/%d-%d"
            .formatted(
                id.execution(), id.attempt(), sent.owed().cut(), transfer.from(), transfer.to());
    byte[] json = Frame.ofRows(sent.owed().cut(), sent.rows()).json();
    HttpRequest.Builder request = HttpRequest.newBuilder(JsonCalls.below(url, path));
    TraceHeaders.add(request::header);
    return request
        .timeout(Duration.ofNanos(leftNanos))
        .header(sent.credential().header(), sent.credential().ticket())
        .header(OipHeaders.HEADER_LENGTH, Integer.toString(json.length))
        .header("Content-Type", "application/octet-stream")
        .PUT(Frame.body(json, sent.rows()))
        .build();
  }
}
