package org.meitheal.scheduler.record;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.ExecutionView;

/**
 * Which executions to list; a filter left out lets all pass.
 *
 * @param before the id that the page's executions are older than
 */
public record ExecutionQuery(@Nullable String before, @Nullable String state, int limit) {
  boolean matches(ExecutionView execution) {
    return (before == null || execution.id().compareTo(before) < 0)
        && (state == null || state.equals(execution.state()));
  }
}
