package org.meitheal.dashboard.lab;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the lab while somebody looks, once for all who do. */
final class LabWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LabWatch.class);

  /** A page that is open asks twice a second; so long after the last one did it is closed. */
  private static final Duration WANTED = Duration.ofSeconds(3);

  /** Many who load the page at once are answered by one question. */
  private static final Duration NEW_ENOUGH = Duration.ofMillis(300);

  private final LabClient client;
  private final InstantSource clock;
  private volatile LabNews newest = LabNews.NONE;
  private volatile Instant wantedUntil = Instant.MIN;
  private boolean outdated;

  LabWatch(LabClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** As known, for somebody who goes on looking; does not wait. */
  LabNews watched() {
    wantedUntil = clock.instant().plus(WANTED);
    return newest;
  }

  /** As it is at this moment. */
  synchronized LabNews look() {
    boolean isNew = newest.heardAt().plus(NEW_ENOUGH).isAfter(clock.instant());
    if (outdated || !isNew || !newest.here()) {
      try {
        ask();
      } catch (IOException away) {
        LOG.debug("The lab does not answer: {}", away.getMessage());
      }
    }
    return watched();
  }

  /** Something was changed: what is known is not true any more. */
  synchronized void forget() {
    outdated = true;
  }

  /**
   * Asks it, if somebody looks.
   *
   * @throws IOException where it does not answer; what was known stays
   */
  void askIfWanted() throws IOException {
    if (clock.instant().isBefore(wantedUntil)) {
      ask();
    }
  }

  private synchronized void ask() throws IOException {
    try {
      newest = new LabNews(client.view(), clock.instant(), true);
      outdated = false;
    } catch (IOException away) {
      newest = new LabNews(newest.view(), newest.heardAt(), false);
      throw away;
    }
  }
}
