package org.meitheal.scheduler.record;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The one place that decisions and executions are told to and asked of. Telling never waits and
 * never fails. Asking answers from memory where it can; while the database is away, from memory
 * only.
 */
public final class DecisionRecord {
  private static final Logger log = LoggerFactory.getLogger(DecisionRecord.class);

  private final RecentRecords recent;
  private final WriteBehind writes;
  private final RecordStore store;
  private final DecisionFeed feed;
  private final List<RecordListener> listeners;

  DecisionRecord(
      RecentRecords recent,
      WriteBehind writes,
      RecordStore store,
      DecisionFeed feed,
      List<RecordListener> listeners) {
    this.recent = recent;
    this.writes = writes;
    this.store = store;
    this.feed = feed;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * @param execution the id of the execution that this is an attempt of; none for a comparison
   */
  public void decided(DecisionView decision, @Nullable String execution) {
    Recorded.Decision recorded = new Recorded.Decision(decision, execution);
    recent.add(recorded);
    writes.offer(recorded);
    publish(decision.id());
    listeners.forEach(listener -> listener.decided(decision, execution));
  }

  /** An execution began. It is written once it has ended. */
  public void started(ExecutionView execution) {
    recent.put(execution);
  }

  public void ended(ExecutionView execution) {
    recent.put(execution);
    writes.offer(new Recorded.Execution(execution));
    publish(execution.decision());
    listeners.forEach(listener -> listener.ended(execution));
  }

  public Optional<DecisionView> decision(String id) {
    return Optional.ofNullable(recent.decision(id))
        .or(() -> orNothing(() -> store.decision(id), Optional.empty()));
  }

  public Optional<ExecutionView> execution(String id) {
    return Optional.ofNullable(recent.execution(id))
        .or(() -> orNothing(() -> store.execution(id), Optional.empty()));
  }

  List<DecisionView> decisions(DecisionQuery query) {
    return newest(
        recent.decisions().filter(query::matches),
        orNothing(() -> store.decisions(query), List.of()),
        DecisionView::id,
        query.limit());
  }

  /** Newest first. */
  public List<ExecutionView> executions(ExecutionQuery query) {
    return newest(
        recent.executions().filter(query::matches),
        orNothing(() -> store.executions(query), List.of()),
        ExecutionView::id,
        query.limit());
  }

  /** Executions that spent an error budget, newest first. */
  public List<ExecutionView> spent(SpentQuery query) {
    return newest(
        recent.executions().filter(query::matches),
        orNothing(() -> store.spent(query), List.of()),
        ExecutionView::id,
        query.limit());
  }

  private void publish(String decision) {
    DecisionView view = feed.isWatched() ? recent.decision(decision) : null;
    if (view != null) {
      feed.publish(view);
    }
  }

  /** Memory goes before the database, which may not have heard of the newest state. */
  private static <T> List<T> newest(
      Stream<T> recent, List<T> stored, Function<T, String> id, int limit) {
    Map<String, T> merged = new LinkedHashMap<>();
    Stream.concat(recent.limit(limit), stored.stream())
        .forEach(item -> merged.putIfAbsent(id.apply(item), item));
    return merged.values().stream()
        .sorted(Comparator.comparing(id).reversed())
        .limit(limit)
        .toList();
  }

  private static <T> T orNothing(Supplier<T> query, T nothing) {
    try {
      return query.get();
    } catch (DataAccessException away) {
      log.atDebug().addKeyValue("cause", away.getMessage()).log("The database does not answer");
      return nothing;
    }
  }
}
