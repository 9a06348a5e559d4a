package org.meitheal.dashboard.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;

/** The scheduler's {@link org.meitheal.protocol.scheduler.Page} of decisions. */
record DecisionPage(List<DecisionView> items, @Nullable String next) {
  DecisionPage {
    items = List.copyOf(items);
  }
}
