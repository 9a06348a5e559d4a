package org.meitheal.registry.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Which daily (UTC) partitions are to be there, and which to be gone. */
record Days(LocalDate today, Duration retention) {
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("'_d'yyyyMMdd");

  static Days at(Instant now, Duration retention) {
    return new Days(LocalDate.ofInstant(now, ZoneOffset.UTC), retention);
  }

  /** From yesterday, for samples that come late, to two days ahead, should the registry sleep. */
  List<LocalDate> wanted() {
    return today.minusDays(1).datesUntil(today.plusDays(3)).toList();
  }

  static String partition(String table, LocalDate day) {
    return table + SUFFIX.format(day);
  }

  /** Whether all of the partition's samples are older than the retention. */
  boolean outlived(String table, String partition) {
    return day(table, partition)
        .map(day -> !day.plusDays(1).isAfter(today.minusDays(retention.toDays())))
        .orElse(false);
  }

  private static Optional<LocalDate> day(String table, String partition) {
    String digits = partition.substring(Math.min(partition.length(), table.length()));
    return digits.matches("_d\\d{8}")
        ? Optional.of(LocalDate.parse(digits, SUFFIX))
        : Optional.empty();
  }
}
