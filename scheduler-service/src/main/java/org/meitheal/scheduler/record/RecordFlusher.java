package org.meitheal.scheduler.record;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Writes the record every 250 ms, migrates the schema before the first time, and keeps the days'
 * partitions. All on one thread, so that only it waits where the database is slow or away.
 */
final class RecordFlusher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RecordFlusher.class);
  private static final long PERIOD_MS = 250;
  private static final long LAST_FLUSH_SECONDS = 5;

  private final WriteBehind writes;
  private final Runnable migration;
  private final Partitions partitions;
  private final InstantSource clock;
  private boolean migrated;
  private boolean told;
  private @Nullable LocalDate partitionedOn;
  private volatile @Nullable ScheduledExecutorService thread;

  RecordFlusher(
      WriteBehind writes, Runnable migration, Partitions partitions, InstantSource clock) {
    this.writes = writes;
    this.migration = migration;
    this.partitions = partitions;
    this.clock = clock;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("record").factory());
    var _ = started.scheduleWithFixedDelay(this::flush, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    thread = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService stopping = thread;
    thread = null;
    if (stopping != null) {
      stopping.execute(this::flush);
      stopping.shutdown();
      awaitEnd(stopping);
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Stops after the web server, so that the last answers are on record. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE / 2;
  }

  private void flush() {
    try {
      prepare();
      writes.flush();
      told = false;
    } catch (FlywayException | DataAccessException away) {
      tell(away);
    } catch (RuntimeException unexpected) {
      // Thrown on, it would end the schedule for good.
      log.error("The record could not be written", unexpected);
    }
  }

  private void prepare() {
    if (!migrated) {
      migration.run();
      migrated = true;
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(partitionedOn)) {
      partitions.keep(today);
      partitionedOn = today;
    }
  }

  private void tell(RuntimeException away) {
    if (!told) {
      log.atWarn()
          .addKeyValue("cause", String.valueOf(away.getMessage()).lines().findFirst().orElse(""))
          .log("The record's tables are out of reach; trying again");
    }
    told = true;
  }

  private static void awaitEnd(ScheduledExecutorService stopping) {
    try {
      if (!stopping.awaitTermination(LAST_FLUSH_SECONDS, TimeUnit.SECONDS)) {
        stopping.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      stopping.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
