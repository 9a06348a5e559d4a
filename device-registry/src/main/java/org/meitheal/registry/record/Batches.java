package org.meitheal.registry.record;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes queues whose batches are one JDBC batch in one transaction. */
record Batches(JdbcTemplate jdbc, TransactionTemplate transaction) {
  <T> WriteBehind<T> queue(
      String name, int capacity, String insert, Function<T, @Nullable Object[]> values) {
    return new WriteBehind<>(name, capacity, rows -> write(insert, rows, values));
  }

  private <T> void write(String insert, List<T> rows, Function<T, @Nullable Object[]> values) {
    List<@Nullable Object[]> arguments = rows.stream().map(values).toList();
    transaction.executeWithoutResult(status -> jdbc.batchUpdate(insert, arguments));
  }
}
