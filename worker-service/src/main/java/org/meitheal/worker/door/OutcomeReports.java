package org.meitheal.worker.door;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the scheduler how executions ended, one after the other, in the background. What it is not
 * told in a few tries, or has no room here, it finds out by the deadline.
 */
final class OutcomeReports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutcomeReports.class);
  private static final int MOST_WAITING = 256;
  private static final int MOST_TRIES = 3;

  /** An operator, or the deadline, was sooner. */
  private static final int HAS_ENDED = 409;

  private final SchedulerClient scheduler;
  private final Duration pause;
  private final BlockingQueue<Report> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;

  private record Report(String execution, ExecutionOutcome outcome) {}

  /**
   * @param pause between tries
   */
  OutcomeReports(SchedulerClient scheduler, Duration pause) {
    this.scheduler = scheduler;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("outcomes").start(this::run);
  }

  void add(String execution, ExecutionOutcome outcome) {
    if (!waiting.offer(new Report(execution, outcome))) {
      dropped(execution, "too many are waiting");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        tell(waiting.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Report report) throws InterruptedException {
    String why = "";
    for (int number = 1; number <= MOST_TRIES; number++) {
      if (number > 1) {
        Thread.sleep(pause);
      }
      try {
        int status = scheduler.tell(report.execution, report.outcome);
        if (status / 100 == 2 || status == HAS_ENDED) {
          return;
        }
        why = "it answered " + status;
        if (status / 100 == 4 && status != 401 && status != 429) {
          break;
        }
      } catch (IOException | TokenUnavailableException away) {
        why = String.valueOf(away.getMessage());
      }
    }
    dropped(report.execution, why);
  }

  private static void dropped(String execution, String why) {
    log.atInfo()
        .addKeyValue("execution", execution)
        .addKeyValue("reason", why)
        .log("the scheduler does not hear how an execution ended");
  }
}
