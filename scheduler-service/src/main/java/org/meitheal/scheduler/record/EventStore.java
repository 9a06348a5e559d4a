package org.meitheal.scheduler.record;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of events and exclusions, written at once: they are few. Every method throws {@link
 * DataAccessException} while the database is away.
 */
public final class EventStore {
  private static final Duration RETENTION = Duration.ofDays(90);

  private final JdbcClient client;
  private final TransactionOperations transactions;
  private final JsonMapper json;

  EventStore(JdbcClient client, TransactionOperations transactions, JsonMapper json) {
    this.client = client;
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * An event, and whom it excludes. A device that is excluded already stays so for its first
   * reason.
   *
   * @param execution that it is about; only one event may be about it
   * @return the event that is on record now, which is the first one about the execution
   */
  public EventView add(EventView event, String execution, List<ExclusionView> exclusions) {
    Optional<EventView> earlier =
        transactions.execute(_ -> {
          if (insert(event, execution)) {
            exclusions.forEach(this::insert);
            return Optional.empty();
          }
          return about(execution);
        });
    return earlier.orElse(event);
  }

  /** An event about no execution; one that is on record already stays as it is. */
  public void add(EventView event) {
    insert(event, null);
  }

  /**
   * Ends an exclusion.
   *
   * @return false if there is none
   */
  public boolean remove(String device, EventView event) {
    return transactions.execute(_ -> {
      boolean removed =
          client.sql("delete from exclusions where device = ?").param(device).update() > 0;
      return removed && insert(event, null);
    });
  }

  /**
   * Newest first.
   *
   * @param before the id that they are older than
   */
  public List<EventView> events(@Nullable String before, int limit) {
    String where = before == null ? "" : " where id < :before";
    return client
        .sql("select body from events" + where + " order by id desc limit " + limit)
        .param("before", before)
        .query((row, _) -> json.readValue(row.getString(1), EventView.class))
        .list();
  }

  /** Whether its tables are there: they are made after the start, when the database is. */
  public boolean isReady() {
    return client.sql("select to_regclass('exclusions') is not null").query(Boolean.class).single();
  }

  public List<ExclusionView> exclusions() {
    return client
        .sql("select body from exclusions order by device")
        .query((row, _) -> json.readValue(row.getString(1), ExclusionView.class))
        .list();
  }

  private Optional<EventView> about(String execution) {
    return client
        .sql("select body from events where execution = ?")
        .param(execution)
        .query((row, _) -> json.readValue(row.getString(1), EventView.class))
        .optional();
  }

  private boolean insert(EventView event, @Nullable String execution) {
    client
        .sql("delete from events where at < ?")
        .param(Timestamp.from(event.at().minus(RETENTION)))
        .update();
    return client
            .sql(
                "insert into events (id, at, execution, body) values (?, ?, ?, ?::jsonb)"
                    + " on conflict do nothing")
            .param(event.id())
            .param(Timestamp.from(event.at()))
            .param(execution)
            .param(json.writeValueAsString(event))
            .update()
        > 0;
  }

  private void insert(ExclusionView exclusion) {
    client
        .sql(
            "insert into exclusions (device, body) values (?, ?::jsonb)"
                + " on conflict (device) do nothing")
        .params(exclusion.device(), json.writeValueAsString(exclusion))
        .update();
  }
}
