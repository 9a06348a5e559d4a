package org.meitheal.dashboard.lab;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Has the lab do something, and sees that pages show what came of it. */
@WhereALabRuns
@Service
class LabOrders {
  private static final Logger LOG = LoggerFactory.getLogger(LabOrders.class);

  private final LabClient client;
  private final LabWatch watch;

  LabOrders(LabClient client, LabWatch watch) {
    this.client = client;
    this.watch = watch;
  }

  /** Something to be done in somebody's name. */
  @FunctionalInterface
  interface Order {
    @Nullable String send(LabClient lab, String who) throws IOException;
  }

  /**
   * @param what it is, for this service's log; the lab keeps its own
   * @return none where it was done, else why not, in a sentence
   */
  @Nullable String send(SignedIn who, String what, Order order) {
    try {
      String refusal = order.send(client, who.name());
      LOG.info("{}: {}{}", who.name(), what, refusal == null ? "" : " was refused: " + refusal);
      return refusal;
    } catch (IOException away) {
      LOG.warn("The lab does not answer: {}", away.getMessage());
      throw LabPages.notNow();
    } finally {
      watch.forget();
    }
  }
}
