package org.meitheal.scheduler.record;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** One partition a day (UTC): made a day ahead, dropped when the retention has passed. */
final class Partitions {
  private static final List<String> TABLES = List.of("decisions", "executions");
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

  private final JdbcTemplate jdbc;
  private final int retentionDays;

  Partitions(JdbcTemplate jdbc, int retentionDays) {
    this.jdbc = jdbc;
    this.retentionDays = retentionDays;
  }

  void keep(LocalDate today) {
    for (String table : TABLES) {
      create(table, today);
      create(table, today.plusDays(1));
      dropBefore(table, today.minusDays(retentionDays));
    }
  }

  private void create(String table, LocalDate day) {
    jdbc.execute(
        "create table if not exists %s_%s partition of %s for values from ('%s 00:00+00') to ('%s 00:00+00')"
            .formatted(table, day.format(SUFFIX), table, day, day.plusDays(1)));
  }

  private void dropBefore(String table, LocalDate oldest) {
    jdbc
        .queryForList(
            "select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass",
            String.class,
            table)
        .stream()
        .filter(partition -> isBefore(partition, oldest))
        .forEach(partition -> jdbc.execute("drop table if exists " + partition));
    jdbc.update(
        "delete from %s_other where at < ?::timestamptz".formatted(table), oldest + " 00:00+00");
  }

  private static boolean isBefore(String partition, LocalDate oldest) {
    try {
      String suffix = partition.substring(partition.lastIndexOf('_') + 1);
      return LocalDate.parse(suffix, SUFFIX).isBefore(oldest);
    } catch (DateTimeParseException notOfADay) {
      return false;
    }
  }
}
