package org.meitheal.worker.lifecycle;

import java.time.Duration;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.probe.Prober;
import org.meitheal.worker.recheck.Rechecks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Joins the cluster when the web server listens, and leaves it before the web server stops: first
 * the lease ends, so that no new plans come; then what was admitted is finished, and the rest
 * refused.
 */
@Component
final class WorkerLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(WorkerLifecycle.class);
  private static final Duration DRAIN = Duration.ofSeconds(6);
  private static final Duration JOIN = Duration.ofSeconds(1);

  private final Membership membership;
  private final Prober prober;
  private final Lanes lanes;
  private final Rechecks rechecks;
  private volatile boolean running;

  WorkerLifecycle(Membership membership, Prober prober, Lanes lanes, Rechecks rechecks) {
    this.membership = membership;
    this.prober = prober;
    this.lanes = lanes;
    this.rechecks = rechecks;
  }

  @Override
  public void start() {
    membership.start();
    prober.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    prober.close();
    membership.close();
    rechecks.close();
    try {
      if (!lanes.drain(DRAIN)) {
        log.warn("stopping work that did not end in time");
      }
      lanes.close();
      lanes.join(JOIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Starts last and stops first, before the web server's graceful shutdown. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
