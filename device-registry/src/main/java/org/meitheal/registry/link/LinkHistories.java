package org.meitheal.registry.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.LinkHistory;
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
        where from_node = :from and to_node = :to and at >= :since and at <= :until
      ) window_samples\
      """;

  private static final String BANDWIDTH =
      """
      select percentile_cont(0.5) within group (order by bytes_per_second)
      from registry.bandwidth_samples
      where from_node = :from and to_node = :to and at >= :since and at <= :until\
      """;

  private static final String NEWEST =
      """
      select at, ms from registry.rtt_samples
      where from_node = :from and to_node = :to and at >= :since and at <= :until
      order by at desc limit :rows\
      """;

  private final JdbcClient jdbc;
  private final LinkBuckets buckets;
  private final LinkRegimes regimes;

  LinkHistories(JdbcClient jdbc, LinkBuckets buckets, LinkRegimes regimes) {
    this.jdbc = jdbc;
    this.buckets = buckets;
    this.regimes = regimes;
  }

  /**
   * @param points how many buckets at most; 0 for the newest round trips instead
   */
  LinkHistory read(LinkKey link, Span span, int points) {
    LinkQuery query = new LinkQuery(jdbc, link, span);
    return query.of(SUMMARY).query((row, number) -> history(row, query, points)).single();
  }

  private LinkHistory history(ResultSet row, LinkQuery query, int points) throws SQLException {
    LinkKey link = query.link();
    Span span = query.span();
    // One more boundary than buckets lies in a window that begins between two.
    long bucketMs = points == 0 ? 0 : span.pieceMs(Math.max(1, points - 1));
    long samples = row.getLong("samples");
    long lost = row.getLong("lost");
    return new LinkHistory(
        link.from(),
        link.to(),
        span.length().toMillis(),
        span.until(),
        samples,
        lost,
        samples == 0 ? null : (double) lost / samples,
        number(row, "min_ms"),
        number(row, "p50"),
        number(row, "p90"),
        number(row, "p99"),
        number(row, "jitter"),
        query.of(BANDWIDTH).query(Double.class).optional().orElse(null),
        points == 0 ? newest(query) : List.of(),
        bucketMs,
        points == 0 ? List.of() : buckets.roundTrips(link, span, bucketMs),
        points == 0 ? List.of() : buckets.transfers(link, span, bucketMs),
        regimes.find(link, span));
  }

  private static List<LinkHistory.RoundTrip> newest(LinkQuery query) {
    return query
        .of(NEWEST)
        .param("rows", MAX_ROWS)
        .query((row, number) -> roundTrip(row))
        .list()
        .reversed();
  }

  private static LinkHistory.RoundTrip roundTrip(ResultSet row) throws SQLException {
    Instant at = row.getTimestamp("at").toInstant();
    return new LinkHistory.RoundTrip(at, number(row, "ms"));
  }

  static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
