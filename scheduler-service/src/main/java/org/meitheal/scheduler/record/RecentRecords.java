package org.meitheal.scheduler.record;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/** The newest decisions and executions of this process, whether written yet or not. */
final class RecentRecords {
  private final Ring<Recorded.Decision> decisions;
  private final Ring<ExecutionView> executions;

  RecentRecords(int capacity) {
    decisions = new Ring<>(capacity);
    executions = new Ring<>(capacity);
  }

  void add(Recorded.Decision decision) {
    decisions.put(decision.id(), decision);
  }

  void put(ExecutionView execution) {
    executions.put(execution.id(), execution);
  }

  @Nullable DecisionView decision(String id) {
    Recorded.Decision decision = decisions.get(id);
    return decision == null ? null : whole(decision);
  }

  @Nullable ExecutionView execution(String id) {
    return executions.get(id);
  }

  /** Newest first. */
  Stream<DecisionView> decisions() {
    return decisions.newestFirst().map(this::whole);
  }

  /** Newest first. */
  Stream<ExecutionView> executions() {
    return executions.newestFirst();
  }

  private DecisionView whole(Recorded.Decision decision) {
    return decision.execution() == null
        ? decision.view()
        : decision.with(executions.get(decision.execution()));
  }

  /** Keeps the entries with the greatest ids, which are the newest. */
  private static final class Ring<T> {
    private final int capacity;
    private final ConcurrentSkipListMap<String, T> entries = new ConcurrentSkipListMap<>();
    // The map counts its entries by walking them.
    private final AtomicInteger size = new AtomicInteger();

    Ring(int capacity) {
      this.capacity = capacity;
    }

    void put(String id, T entry) {
      if (entries.put(id, entry) == null && size.incrementAndGet() > capacity) {
        entries.pollFirstEntry();
        size.decrementAndGet();
      }
    }

    @Nullable T get(String id) {
      return entries.get(id);
    }

    Stream<T> newestFirst() {
      return entries.descendingMap().values().stream();
    }
  }
}
