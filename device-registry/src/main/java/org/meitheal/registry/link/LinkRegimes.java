package org.meitheal.registry.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.link.regime.Regime;
import org.meitheal.core.link.regime.RegimeDetector;
import org.meitheal.core.link.regime.RegimeSettings;
import org.meitheal.protocol.registry.LinkHistory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds where a link changed, in its recorded round trips. At most 20 000 values are looked at: of
 * a longer stretch, the medians of groups of equal length, so that the work is bounded.
 */
@Component
class LinkRegimes {
  private static final int MAX_GROUPS = 20_000;
  private static final int MAX_REGIMES = 100;

  private static final String GROUPS =
      """
      select min(at) as since, max(at) as until,
        percentile_cont(0.5) within group (order by ms) as ms
      from registry.rtt_samples
      where from_node = :from and to_node = :to and at >= :since and at <= :until
        and ms is not null
      group by floor(extract(epoch from at)::double precision * 1000 / :width)
      order by 1\
      """;

  private final JdbcClient jdbc;
  private final RegimeDetector detector = new RegimeDetector(RegimeSettings.ROUND_TRIPS_MS);

  LinkRegimes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Round trips of a short while: their first and last instant, and their median. */
  private record Group(Instant since, Instant until, double ms) {}

  List<LinkHistory.Regime> find(LinkKey link, Span span) {
    List<Group> groups = groups(link, span.withLead());
    double[] medians = groups.stream().mapToDouble(Group::ms).toArray();
    List<LinkHistory.Regime> found =
        detector.regimes(medians).stream()
            .filter(regime -> !groups.get(regime.end() - 1).until.isBefore(span.since()))
            .map(regime -> regime(regime, groups, span.since()))
            .toList();
    return found.subList(Math.max(0, found.size() - MAX_REGIMES), found.size());
  }

  private List<Group> groups(LinkKey link, Span span) {
    return new LinkQuery(jdbc, link, span)
        .of(GROUPS)
        .param("width", (double) span.pieceMs(MAX_GROUPS))
        .query((row, number) -> group(row))
        .list();
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("until").toInstant(),
        row.getDouble("ms"));
  }

  private static LinkHistory.Regime regime(Regime regime, List<Group> groups, Instant since) {
    Instant first = groups.get(regime.first()).since;
    boolean before = first.isBefore(since);
    @Nullable Instant detected =
        before || regime.first() == 0 ? null : groups.get(regime.detected()).until;
    return new LinkHistory.Regime(
        before ? since : first, groups.get(regime.end() - 1).until, detected, regime.median());
  }
}
