package org.meitheal.registry.record;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.meitheal.registry.settings.RegistryProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the samples' partitions ahead and drops those past their retention. */
@Component
class Partitions implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(Partitions.class);
  private static final List<String> TABLES = List.of("rtt_samples", "bandwidth_samples");

  /** Any number that this database uses for nothing else: replicas take turns on it. */
  private static final long LOCK = 0x6d65_6974_6865_616cL;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final RegistryProperties properties;

  Partitions(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      InstantSource clock,
      RegistryProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.properties = properties;
  }

  @Override
  public void afterSingletonsInstantiated() {
    maintain(clock.instant());
  }

  @Scheduled(initialDelay = 3_600_000, fixedDelay = 3_600_000)
  void maintainHourly() {
    try {
      maintain(clock.instant());
    } catch (DataAccessException away) {
      log.warn("partitions are seen to in an hour: {}", away.getMessage());
    }
  }

  void maintain(Instant now) {
    Days days = Days.at(now, properties.sampleRetention());
    transaction.executeWithoutResult(status -> {
      jdbc.query("select pg_advisory_xact_lock(?)", rows -> {}, LOCK);
      TABLES.forEach(table -> maintain(table, days));
      dropEvents(now);
    });
  }

  private void maintain(String table, Days days) {
    List<String> existing = partitions(table);
    for (LocalDate day : days.wanted()) {
      if (!existing.contains(Days.partition(table, day))) {
        create(table, day);
      }
    }
    existing.stream()
        .filter(partition -> days.outlived(table, partition))
        .forEach(partition -> jdbc.execute("drop table registry." + partition));
  }

  private void create(String table, LocalDate day) {
    jdbc.execute(
        "create table registry.%s partition of registry.%s for values from ('%s+00') to ('%s+00')"
            .formatted(
                Days.partition(table, day),
                table,
                day.atStartOfDay(),
                day.plusDays(1).atStartOfDay()));
  }

  private List<String> partitions(String table) {
    return jdbc.query(
        """
        select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
        where inhparent = ?::regclass\
        """,
        (row, number) -> row.getString(1),
        "registry." + table);
  }

  private void dropEvents(Instant now) {
    jdbc.update(
        "delete from registry.liveness_events where at < ?",
        Timestamp.from(now.minus(properties.sampleRetention())));
  }
}
