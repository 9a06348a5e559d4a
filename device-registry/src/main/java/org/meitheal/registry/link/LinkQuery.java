package org.meitheal.registry.link;

import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every question about the recorded samples of a link names: the link, and when. */
record LinkQuery(JdbcClient jdbc, LinkKey link, Span span) {
  /**
   * @param sql with {@code :from}, {@code :to}, {@code :since} and {@code :until}
   */
  JdbcClient.StatementSpec of(String sql) {
    return jdbc.sql(sql)
        .param("from", link.from())
        .param("to", link.to())
        .param("since", Timestamp.from(span.since()))
        .param("until", Timestamp.from(span.until()));
  }
}
