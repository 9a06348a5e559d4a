package org.meitheal.registry.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the recorded samples of a link. What is not yet flushed, a quarter of a second, is missing.
 */
@Component
class LinkHistories {
  private static final int MAX_ROWS = 1_000;

  private static final String SUMMARY =
      """
      select count(*) as samples,
        count(*) - count(ms) as lost,
        min(ms) as min_ms,
        percentile_cont(0.5) within group (order by ms) as p50,
        percentile_cont(0.9) within group (order by ms) as p90,
        percentile_cont(0.99) within group (order by ms) as p99,
        avg(abs(ms - before)) as jitter
      from (
        select ms, lag(ms) over (order by at) as before from registry.rtt_samples
        where from_node = :from and to_node = :to and at >= :since
      ) window_samples\
      """;

  private static final String BANDWIDTH =
      """
      select percentile_cont(0.5) within group (order by bytes_per_second)
      from registry.bandwidth_samples
      where from_node = :from and to_node = :to and at >= :since\
      """;

  private static final String NEWEST =
      """
      select at, ms from registry.rtt_samples
      where from_node = :from and to_node = :to and at >= :since
      order by at desc limit :rows\
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  LinkHistories(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  LinkHistory read(LinkKey link, Duration window) {
    Timestamp since = Timestamp.from(clock.instant().minus(window));
    Double bandwidth = query(BANDWIDTH, link, since).query(Double.class).optional().orElse(null);
    List<LinkHistory.RoundTrip> newest =
        query(NEWEST, link, since)
            .param("rows", MAX_ROWS)
            .query((row, number) -> roundTrip(row))
            .list()
            .reversed();
    return query(SUMMARY, link, since)
        .query((row, number) -> history(row, link, window, bandwidth, newest))
        .single();
  }

  private JdbcClient.StatementSpec query(String sql, LinkKey link, Timestamp since) {
    return jdbc.sql(sql).param("from", link.from()).param("to", link.to()).param("since", since);
  }

  private static LinkHistory.RoundTrip roundTrip(ResultSet row) throws SQLException {
    Instant at = row.getTimestamp("at").toInstant();
    return new LinkHistory.RoundTrip(at, number(row, "ms"));
  }

  private static LinkHistory history(
      ResultSet row,
      LinkKey link,
      Duration window,
      @Nullable Double bandwidth,
      List<LinkHistory.RoundTrip> newest)
      throws SQLException {
    long samples = row.getLong("samples");
    long lost = row.getLong("lost");
    return new LinkHistory(
        link.from(),
        link.to(),
        window.toMillis(),
        samples,
        lost,
        samples == 0 ? null : (double) lost / samples,
        number(row, "min_ms"),
        number(row, "p50"),
        number(row, "p90"),
        number(row, "p99"),
        number(row, "jitter"),
        bandwidth,
        newest);
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
