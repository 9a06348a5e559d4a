package org.meitheal.scheduler.planning;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.registry.RegistryApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.client.RestClientException;

/**
 * Makes the ticket key known through the registry: every second until it is, then every 30 s,
 * because a registry that was set up anew has forgotten it.
 */
public final class TicketKeyPublisher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TicketKeyPublisher.class);
  private static final int PERIODS_BETWEEN = 30;

  private final RegistryApi registry;
  private final PublicKeys.Key key;
  private volatile boolean published;
  private int periodsLeft;
  private boolean told;
  private volatile @Nullable ScheduledExecutorService thread;

  TicketKeyPublisher(RegistryApi registry, TicketSigner signer) {
    this.registry = registry;
    this.key = signer.publicKey();
  }

  /** Whether workers can verify this scheduler's plans. */
  public boolean isPublished() {
    return published;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("ticket-key").factory());
    var _ = started.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
    thread = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService stopping = thread;
    thread = null;
    if (stopping != null) {
      stopping.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void tick() {
    if (periodsLeft > 0) {
      periodsLeft--;
      return;
    }
    try {
      registry.publishKey(key.kid(), key);
      published = true;
      told = false;
      periodsLeft = PERIODS_BETWEEN;
    } catch (RestClientException | TokenUnavailableException away) {
      tell(away);
    } catch (RuntimeException unexpected) {
      // Thrown on, it would end the schedule for good.
      log.error("The ticket key could not be published", unexpected);
    }
  }

  private void tell(RuntimeException away) {
    if (!told) {
      log.atWarn()
          .addKeyValue("cause", String.valueOf(away.getMessage()))
          .log("The registry does not take the ticket key; trying again");
    }
    told = true;
  }
}
