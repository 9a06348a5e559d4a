package org.meitheal.dashboard.decision;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the drawing: what one place did, one after the other.
 *
 * @param device none for the scheduler
 * @param role of the place in this execution
 */
record Lane(String name, @Nullable String device, String role, List<Span> spans) {
  /** Without those that took no time. */
  Lane {
    spans =
        spans.stream()
            .filter(span -> !span.isEmpty())
            .sorted(Comparator.comparingDouble(Span::startMs))
            .toList();
  }
}
