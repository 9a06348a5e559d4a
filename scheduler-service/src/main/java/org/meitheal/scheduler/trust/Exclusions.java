package org.meitheal.scheduler.trust;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Who takes no part in divisions, as planning sees it: from memory, read again each second, since
 * another replica may have excluded someone. While the database is away, what was read last holds.
 */
public final class Exclusions implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Exclusions.class);
  private static final long PERIOD_MS = 1_000;
  private static final long FIRST_MS = 200;

  private final BooleanSupplier ready;
  private final Supplier<List<ExclusionView>> stored;
  private volatile Map<DeviceId, String> reasons = Map.of();

  /** For the timer's thread. */
  private boolean wasReady;

  private volatile @Nullable ScheduledExecutorService timer;

  /**
   * @param ready whether there is anything to read; asked until it is so
   */
  Exclusions(BooleanSupplier ready, Supplier<List<ExclusionView>> stored) {
    this.ready = ready;
    this.stored = stored;
  }

  /** Why, in words that follow the device's name. */
  public Map<DeviceId, String> reasons() {
    return reasons;
  }

  /**
   * Reads them again, at once.
   *
   * @throws DataAccessException while the database is away
   */
  synchronized void read() {
    reasons =
        stored.get().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    exclusion -> new DeviceId(exclusion.device()), ExclusionView::why));
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("exclusions").factory());
    var _ =
        started.scheduleWithFixedDelay(this::tryToRead, FIRST_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    timer = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService stopping = timer;
    timer = null;
    if (stopping != null) {
      stopping.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }

  private void tryToRead() {
    try {
      wasReady = wasReady || ready.getAsBoolean();
      if (wasReady) {
        read();
      }
    } catch (DataAccessException away) {
      // The record says so already.
      log.atDebug().addKeyValue("cause", away.getMessage()).log("No exclusions can be read");
    } catch (RuntimeException unexpected) {
      // Thrown on, it would end the schedule for good.
      log.error("Exclusions could not be read", unexpected);
    }
  }
}
