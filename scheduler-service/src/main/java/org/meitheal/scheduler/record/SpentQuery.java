package org.meitheal.scheduler.record;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.ExecutionView;

/**
 * Executions that spent an error budget. The database narrows them down by what it knows, and each
 * is then judged.
 *
 * @param before the id that the page's executions are older than
 * @param since older ones are left out
 * @param model none where any may have
 * @param deadlineMs from which on an answer was late; none where its own deadline counts
 */
public record SpentQuery(
    @Nullable String before,
    Instant since,
    @Nullable String model,
    @Nullable Double deadlineMs,
    Predicate<ExecutionView> spent,
    int limit) {
  /** Read at once, before they are judged. */
  static final int CHUNK = 500;

  /** So that one page costs no more than so many of these. */
  static final int MOST_CHUNKS = 20;

  boolean matches(ExecutionView execution) {
    return (before == null || execution.id().compareTo(before) < 0)
        && !execution.startedAt().isBefore(since)
        && spent.test(execution);
  }

  SpentQuery before(List<ExecutionView> chunk) {
    return new SpentQuery(chunk.getLast().id(), since, model, deadlineMs, spent, limit);
  }
}
