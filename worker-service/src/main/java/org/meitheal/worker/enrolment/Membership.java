package org.meitheal.worker.enrolment;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.EpochStart;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.Lease;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.ProbeTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this device a member of its cluster: enrols it once, starts an epoch for each life, and
 * renews the lease by heartbeats. While the registry is away it goes on trying; when another life
 * of the device holds the lease, it waits until that ran out.
 */
public final class Membership implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(50);
  private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);
  private static final Duration END_WAIT = Duration.ofSeconds(4);

  private final RegistryClient registry;
  private final Enrolling enrolling;
  private final EpochStart start;
  private final DeviceReport report;
  private final Consumer<String> fatal;
  private final BackOff backOff =
      new BackOff(FIRST_RETRY, LONGEST_RETRY, ThreadLocalRandom.current());
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("membership").unstarted(this::run);
  private volatile @Nullable Lease lease;
  private boolean registryAway;

  /**
   * @param fatal told, once, why this device can never become a member
   */
  Membership(
      RegistryClient registry,
      Enrolling enrolling,
      EpochStart start,
      DeviceReport report,
      Consumer<String> fatal) {
    this.registry = registry;
    this.enrolling = enrolling;
    this.start = start;
    this.report = report;
    this.fatal = fatal;
  }

  public void start() {
    thread.start();
  }

  /** Which life of the device this is; 0 before it has a lease. */
  public long epoch() {
    Lease current = lease;
    return current == null ? 0 : current.epoch();
  }

  /** Whom to probe. */
  public List<ProbeTarget> probeTargets() {
    Lease current = lease;
    return current == null ? List.of() : current.probeTargets();
  }

  /** Tells the registry that no work is wanted any more, and renews the lease no further. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (thread.isAlive() && !thread.join(END_WAIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      DeviceIdentity identity = join();
      while (!pause(period())) {
        identity = beat(identity);
      }
      end(identity);
    } catch (EnrolmentRefusedException refused) {
      if (closing.getCount() > 0) {
        fatal.accept(String.valueOf(refused.getMessage()));
      }
    } catch (InterruptedException closed) {
      log.debug("closed while waiting for the registry");
    }
  }

  /** Until this device has a lease of its own. */
  private DeviceIdentity join() throws EnrolmentRefusedException, InterruptedException {
    while (true) {
      try {
        return tryToJoin();
      } catch (RegistryRefusal refusal) {
        if (!refusal.isConflict() && !refusal.isTransient()) {
          throw new EnrolmentRefusedException(String.valueOf(refusal.getMessage()));
        }
        retryAfter(refusal);
      } catch (IOException away) {
        retryAfter(away);
      }
    }
  }

  private DeviceIdentity tryToJoin() throws IOException, EnrolmentRefusedException {
    DeviceIdentity known = enrolling.known();
    if (known != null) {
      try {
        return joined(known, registry.startEpoch(known.id(), start));
      } catch (RegistryRefusal refusal) {
        if (!refusal.isUnknownDevice()) {
          throw refusal;
        }
        log.atWarn().log("the registry does not know this device any more; enrolling it again");
      }
    }
    Enrolling.Result result = enrolling.enrol(registry);
    return joined(result.identity(), result.lease());
  }

  private DeviceIdentity joined(DeviceIdentity identity, Lease fresh) {
    lease = fresh;
    heard();
    log.atInfo()
        .addKeyValue("device", identity.id())
        .addKeyValue("epoch", fresh.epoch())
        .log("joined the cluster");
    return identity;
  }

  private DeviceIdentity beat(DeviceIdentity identity)
      throws EnrolmentRefusedException, InterruptedException {
    try {
      sendHeartbeat(identity);
      heard();
      return identity;
    } catch (RegistryRefusal refusal) {
      if (refusal.isConflict() || refusal.isUnknownDevice()) {
        log.atWarn()
            .addKeyValue("reason", String.valueOf(refusal.getMessage()))
            .log("lost the lease; starting a new epoch");
        return join();
      }
      away(refusal);
    } catch (IOException away) {
      away(away);
    }
    return identity;
  }

  private void sendHeartbeat(DeviceIdentity identity) throws IOException {
    LinkSamples samples = report.samples(identity.id());
    Heartbeat heartbeat = new Heartbeat(epoch(), report.lanes(), report.models(), samples);
    lease = registry.heartbeat(identity.id(), heartbeat);
    report.delivered(samples);
  }

  /** Nobody plans with this device from now on, and its next life need not wait. */
  private void end(DeviceIdentity identity) {
    try {
      registry.endLease(identity.id(), epoch());
    } catch (IOException away) {
      log.debug("the registry was not told that this device ends");
    }
  }

  private Duration period() {
    Lease current = lease;
    Duration wanted = current == null ? FIRST_RETRY : Duration.ofMillis(current.nextHeartbeatMs());
    return wanted.compareTo(SHORTEST_PERIOD) < 0
        ? SHORTEST_PERIOD
        : wanted.compareTo(LONGEST_PERIOD) > 0 ? LONGEST_PERIOD : wanted;
  }

  private void retryAfter(IOException failure) throws InterruptedException {
    away(failure);
    if (pause(backOff.next())) {
      throw new InterruptedException();
    }
  }

  /** One line for an outage, not one for each try. */
  private void away(IOException failure) {
    if (!registryAway) {
      registryAway = true;
      log.atWarn()
          .addKeyValue("reason", String.valueOf(failure.getMessage()))
          .log("the registry does not renew the lease; going on without, and trying again");
    }
  }

  private void heard() {
    if (registryAway) {
      registryAway = false;
      log.info("the registry renews the lease again");
    }
    backOff.reset();
  }

  /** Whether this membership ends. */
  private boolean pause(Duration wait) throws InterruptedException {
    return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }
}
