package org.meitheal.scheduler.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Rows of decisions and executions. Every method may fail while the database is away. */
final class RecordStore {
  private static final String INSERT_DECISION =
      """
      insert into decisions (id, at, model, device, outcome, execution, body)
      values (?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (id, at) do nothing
      """;
  private static final String INSERT_EXECUTION =
      """
      insert into executions (id, at, model, device, state, body)
      values (?, ?, ?, ?, ?, ?::jsonb)
      on conflict (id, at) do update set device = excluded.device, state = excluded.state, body = excluded.body
      """;

  /** An execution begins at most a day, the longest deadline, before it is decided on. */
  private static final String ITS_EXECUTION_IS_IN_STATE =
      """
      exists (
        select from executions
        where executions.id = decisions.execution
          and executions.at between decisions.at - interval '1 day' and decisions.at
          and executions.state = ?)
      """;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final JsonMapper json;

  RecordStore(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.json = json;
  }

  /** All of them, or none. */
  void write(List<Recorded> rows) {
    Void _ =
        jdbc.execute(
            (ConnectionCallback<@Nullable Void>)
                connection -> {
                  write(rows, connection);
                  return null;
                });
  }

  private void write(List<Recorded> rows, Connection connection) throws SQLException {
    JdbcTemplate one = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    // Given back without a commit, the pool rolls it back.
    connection.setAutoCommit(false);
    insert(one, INSERT_DECISION, rows, Recorded.Decision.class, this::columns);
    insert(one, INSERT_EXECUTION, rows, Recorded.Execution.class, this::columns);
    connection.commit();
  }

  Optional<DecisionView> decision(String id) {
    return RecordIds.time(id)
        .flatMap(at ->
            client
                .sql("select execution, body from decisions where id = ? and at = ?")
                .params(id, Timestamp.from(at))
                .query((row, _) -> decision(row.getString(2), row.getString(1)))
                .optional())
        .map(decision -> withExecutions(List.of(decision)).getFirst());
  }

  Optional<ExecutionView> execution(String id) {
    return RecordIds.time(id)
        .flatMap(at ->
            client
                .sql("select body from executions where id = ? and at = ?")
                .params(id, Timestamp.from(at))
                .query((row, _) -> json.readValue(row.getString(1), ExecutionView.class))
                .optional());
  }

  /** Newest first. */
  List<DecisionView> decisions(DecisionQuery query) {
    Where where = new Where();
    where.and("id < ?", query.before());
    where.and("model = ?", query.model());
    where.and("device = ?", query.device());
    where.and("body ->> 'placement' = ?", query.placement());
    where.and("outcome = ?", query.outcome());
    where.and(ITS_EXECUTION_IS_IN_STATE, query.state());
    List<Recorded.Decision> decisions =
        client
            .sql(where.select("select execution, body from decisions", query.limit()))
            .params(where.values)
            .query((row, _) -> decision(row.getString(2), row.getString(1)))
            .list();
    return withExecutions(decisions);
  }

  /** Newest first. */
  List<ExecutionView> executions(ExecutionQuery query) {
    Where where = new Where();
    where.and("id < ?", query.before());
    where.and("state = ?", query.state());
    return client
        .sql(where.select("select body from executions", query.limit()))
        .params(where.values)
        .query((row, _) -> json.readValue(row.getString(1), ExecutionView.class))
        .list();
  }

  /** Newest first. */
  List<ExecutionView> spent(SpentQuery query) {
    List<ExecutionView> spent = new ArrayList<>();
    SpentQuery next = query;
    for (int i = 0; i < SpentQuery.MOST_CHUNKS && spent.size() < query.limit(); i++) {
      List<ExecutionView> chunk = chunk(next);
      chunk.stream().filter(query::matches).forEach(spent::add);
      if (chunk.size() < SpentQuery.CHUNK) {
        break;
      }
      next = next.before(chunk);
    }
    return spent.stream().limit(query.limit()).toList();
  }

  private List<ExecutionView> chunk(SpentQuery query) {
    Where where = new Where();
    where.and("id < ?", query.before());
    where.and("model = ?", query.model());
    where.and("at >= ?", Timestamp.from(query.since()));
    where.and("state <> 'cancelled'");
    if (query.deadlineMs() == null) {
      where.and("(state <> 'completed' or body -> 'deadline_met' = 'false')");
    }
    where.and(
        "case when state = 'completed' then (body ->> 'actual_ms')::float8 else 'infinity' end >",
        query.deadlineMs());
    return client
        .sql(where.select("select body from executions", SpentQuery.CHUNK))
        .params(where.values)
        .query((row, _) -> json.readValue(row.getString(1), ExecutionView.class))
        .list();
  }

  private Recorded.Decision decision(String body, @Nullable String execution) {
    return new Recorded.Decision(json.readValue(body, DecisionView.class), execution);
  }

  private List<DecisionView> withExecutions(List<Recorded.Decision> decisions) {
    List<String> ids =
        decisions.stream()
            .map(Recorded.Decision::execution)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<String, ExecutionView> executions = executions(ids);
    return decisions.stream()
        .map(decision ->
            decision.with(
                decision.execution() == null ? null : executions.get(decision.execution())))
        .toList();
  }

  private Map<String, ExecutionView> executions(List<String> ids) {
    List<Instant> times = ids.stream().flatMap(id -> RecordIds.time(id).stream()).sorted().toList();
    if (times.isEmpty()) {
      return Map.of();
    }
    return client
        .sql("select body from executions where id in (:ids) and at between :from and :to")
        .param("ids", ids)
        .param("from", Timestamp.from(times.getFirst()))
        .param("to", Timestamp.from(times.getLast()))
        .query((row, _) -> json.readValue(row.getString(1), ExecutionView.class))
        .list()
        .stream()
        .collect(Collectors.toMap(ExecutionView::id, Function.identity()));
  }

  private static <T extends Recorded> void insert(
      JdbcTemplate jdbc,
      String sql,
      List<Recorded> rows,
      Class<T> type,
      Function<T, @Nullable Object[]> columns) {
    List<@Nullable Object[]> values = new ArrayList<>();
    rows.stream().filter(type::isInstance).map(type::cast).map(columns).forEach(values::add);
    if (!values.isEmpty()) {
      jdbc.batchUpdate(sql, values);
    }
  }

  private @Nullable Object[] columns(Recorded.Decision row) {
    DecisionView view = row.view();
    return new @Nullable Object[] {
      view.id(),
      at(view.id()),
      view.model(),
      view.device(),
      view.outcome(),
      row.execution(),
      json.writeValueAsString(view)
    };
  }

  private @Nullable Object[] columns(Recorded.Execution row) {
    ExecutionView view = row.view();
    return new @Nullable Object[] {
      view.id(),
      at(view.id()),
      view.model(),
      view.device(),
      view.state(),
      json.writeValueAsString(view)
    };
  }

  private static Timestamp at(String id) {
    return Timestamp.from(RecordIds.time(id).orElseThrow());
  }

  /** Conditions on the columns that a caller named a value for. */
  private static final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void and(String condition) {
      conditions.add(condition);
    }

    /**
     * @param condition with a question mark for the value
     */
    void and(String condition, @Nullable Object value) {
      if (value != null) {
        conditions.add(condition);
        values.add(value);
      }
    }

    String select(String from, int limit) {
      String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
      return from + where + " order by id desc limit " + limit;
    }
  }
}
