package org.meitheal.registry.link;

import java.time.Instant;
import java.util.List;
import org.meitheal.protocol.registry.LinkHistory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Down-samples what was recorded of a link: least, middle and largest of each bucket, so that
 * nothing that stood out is lost. Buckets begin at multiples of their length, so they stay the same
 * while a window moves on.
 */
@Component
class LinkBuckets {
  private static final String ROUND_TRIPS =
      """
      select floor(extract(epoch from at)::double precision * 1000 / :width) as bucket,
        count(*) as samples, count(*) - count(ms) as lost,
        min(ms) as least, max(ms) as most,
        percentile_cont(0.5) within group (order by ms) as middle
      from registry.rtt_samples
      where from_node = :from and to_node = :to and at >= :since and at <= :until
      group by 1 order by 1\
      """;

  private static final String TRANSFERS =
      """
      select floor(extract(epoch from at)::double precision * 1000 / :width) as bucket,
        count(*) as samples,
        min(bytes_per_second) as least, max(bytes_per_second) as most,
        percentile_cont(0.5) within group (order by bytes_per_second) as middle
      from registry.bandwidth_samples
      where from_node = :from and to_node = :to and at >= :since and at <= :until
      group by 1 order by 1\
      """;

  private final JdbcClient jdbc;

  LinkBuckets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LinkHistory.Bucket> roundTrips(LinkKey link, Span span, long widthMs) {
    return new LinkQuery(jdbc, link, span)
        .of(ROUND_TRIPS)
        .param("width", (double) widthMs)
        .query((row, number) ->
            new LinkHistory.Bucket(
                begin(row.getDouble("bucket"), widthMs),
                row.getLong("samples"),
                row.getLong("lost"),
                LinkHistories.number(row, "least"),
                LinkHistories.number(row, "middle"),
                LinkHistories.number(row, "most")))
        .list();
  }

  List<LinkHistory.TransferBucket> transfers(LinkKey link, Span span, long widthMs) {
    return new LinkQuery(jdbc, link, span)
        .of(TRANSFERS)
        .param("width", (double) widthMs)
        .query((row, number) ->
            new LinkHistory.TransferBucket(
                begin(row.getDouble("bucket"), widthMs),
                row.getLong("samples"),
                row.getDouble("least"),
                row.getDouble("middle"),
                row.getDouble("most")))
        .list();
  }

  private static Instant begin(double bucket, long widthMs) {
    return Instant.ofEpochMilli((long) (bucket * widthMs));
  }
}
