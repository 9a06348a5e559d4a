package org.meitheal.scheduler.record;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.Counts;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of objectives, their counts and where they stand. Every method throws {@link
 * DataAccessException} while the database is away.
 */
public final class ObjectiveStore {
  /** Of PostgreSQL's advisory locks: whoever holds it evaluates. */
  private static final long EVALUATION_LOCK = 0x4d65_6974_6865_616cL;

  private static final Duration RETENTION = Duration.ofDays(92);

  private final JdbcClient client;
  private final TransactionOperations transactions;
  private final JsonMapper json;

  ObjectiveStore(JdbcClient client, TransactionOperations transactions, JsonMapper json) {
    this.client = client;
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * An objective of the API.
   *
   * @param revision changes with each change
   */
  public record Stored(String name, long revision, ObjectiveSpec spec) {}

  /** What happened in a bucket of time, over all replicas. */
  public record Bucket(long bucket, Counts counts) {}

  /** What is remembered of a series; only who wrote the text can read it. */
  public record Standing(Instant at, String text) {}

  /** Whether its tables are there: they are made after the start, when the database is. */
  public boolean isReady() {
    return client
        .sql("select to_regclass('objective_standings') is not null")
        .query(Boolean.class)
        .single();
  }

  public List<Stored> objectives() {
    return client
        .sql("select name, revision, body from objectives order by name")
        .query((row, _) ->
            new Stored(
                row.getString(1),
                row.getLong(2),
                json.readValue(row.getString(3), ObjectiveSpec.class)))
        .list();
  }

  /**
   * Makes or replaces an objective.
   *
   * @param revision that it must have now; none if it must not be there
   * @return its new revision; none if another has changed it
   */
  public Optional<Long> put(String name, ObjectiveSpec spec, @Nullable Long revision) {
    String body = json.writeValueAsString(spec);
    return revision == null
        ? client
            .sql(
                "insert into objectives (name, revision, body)"
                    + " values (?, nextval('objective_revisions'), ?::jsonb)"
                    + " on conflict do nothing returning revision")
            .params(name, body)
            .query(Long.class)
            .optional()
        : client
            .sql(
                "update objectives set revision = nextval('objective_revisions'), body = ?::jsonb"
                    + " where name = ? and revision = ? returning revision")
            .params(body, name, revision)
            .query(Long.class)
            .optional();
  }

  /**
   * @return false if another has changed it
   */
  public boolean remove(String name, long revision) {
    return client
            .sql("delete from objectives where name = ? and revision = ?")
            .params(name, revision)
            .update()
        > 0;
  }

  /**
   * Adds to what is stored, all of it or nothing. In one order for all: two replicas that locked
   * the same rows in two orders would wait for each other, until the database fails one of them.
   */
  public void add(Map<String, Map<Long, Counts>> counts) {
    transactions.executeWithoutResult(_ ->
        new TreeMap<>(counts)
            .forEach((series, buckets) ->
                new TreeMap<>(buckets).forEach((bucket, more) -> add(series, bucket, more))));
  }

  private void add(String series, long bucket, Counts more) {
    client
        .sql(
            "insert into objective_counts as stored (series, bucket, good, bad, changed_at)"
                + " values (?, ?, ?, ?, clock_timestamp())"
                + " on conflict (series, bucket) do update set good = stored.good + excluded.good,"
                + " bad = stored.bad + excluded.bad, changed_at = excluded.changed_at")
        .params(series, bucket, more.good(), more.bad())
        .update();
  }

  /**
   * The buckets of a series that changed since a moment of the database's clock.
   *
   * @param first older buckets are left out
   */
  public List<Bucket> changed(String series, long first, Instant since) {
    return client
        .sql(
            "select bucket, good, bad from objective_counts"
                + " where series = ? and bucket >= ? and changed_at >= ? order by bucket")
        .params(series, first, Timestamp.from(since))
        .query((row, _) -> new Bucket(row.getLong(1), new Counts(row.getLong(2), row.getLong(3))))
        .list();
  }

  /** The database's clock. */
  public Instant now() {
    return client.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
  }

  public Map<String, Standing> standings() {
    return client
        .sql("select series, at, body from objective_standings")
        .query((row, _) ->
            Map.entry(
                row.getString(1), new Standing(row.getTimestamp(2).toInstant(), row.getString(3))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Replaces the standings, if no other replica is about it.
   *
   * @param evaluation from what is stored to what is to be stored
   * @return whether it was this one's turn
   */
  public boolean evaluate(UnaryOperator<Map<String, Standing>> evaluation) {
    return Boolean.TRUE.equals(
        transactions.execute(_ -> {
          if (!client
              .sql("select pg_try_advisory_xact_lock(?)")
              .param(EVALUATION_LOCK)
              .query(Boolean.class)
              .single()) {
            return false;
          }
          evaluation.apply(standings()).forEach(this::save);
          return true;
        }));
  }

  private void save(String series, Standing standing) {
    client
        .sql(
            "insert into objective_standings (series, at, body) values (?, ?, ?::jsonb)"
                + " on conflict (series) do update set at = excluded.at, body = excluded.body")
        .params(series, Timestamp.from(standing.at()), standing.text())
        .update();
  }

  /** Forgets what no window reaches any more. */
  public void forgetOld() {
    Timestamp oldest = Timestamp.from(now().minus(RETENTION));
    client.sql("delete from objective_counts where changed_at < ?").param(oldest).update();
    client.sql("delete from objective_standings where at < ?").param(oldest).update();
  }
}
