package org.meitheal.scheduler.record;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;

/**
 * Which decisions to list; a filter left out lets all pass.
 *
 * @param before the id that the page's decisions are older than
 * @param state of the execution that it was decided for
 */
record DecisionQuery(
    @Nullable String before,
    @Nullable String model,
    @Nullable String device,
    @Nullable String placement,
    @Nullable String outcome,
    @Nullable String state,
    int limit) {
  /** The newest. */
  static DecisionQuery newest(int limit) {
    return new DecisionQuery(null, null, null, null, null, null, limit);
  }

  boolean matches(DecisionView decision) {
    return (before == null || decision.id().compareTo(before) < 0)
        && (model == null || model.equals(decision.model()))
        && (device == null || device.equals(decision.device()))
        && (placement == null || placement.equals(decision.placement()))
        && (outcome == null || outcome.equals(decision.outcome()))
        && (state == null || state.equals(state(decision)));
  }

  private static @Nullable String state(DecisionView decision) {
    return decision.execution() == null ? null : decision.execution().state();
  }
}
