package org.meitheal.scheduler.record;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;

/**
 * Which decisions to list; a filter left out lets all pass.
 *
 * @param before the id that the page's decisions are older than
 */
record DecisionQuery(
    @Nullable String before,
    @Nullable String model,
    @Nullable String device,
    @Nullable String outcome,
    int limit) {
  boolean matches(DecisionView decision) {
    return (before == null || decision.id().compareTo(before) < 0)
        && (model == null || model.equals(decision.model()))
        && (device == null || device.equals(decision.device()))
        && (outcome == null || outcome.equals(decision.outcome()));
  }
}
