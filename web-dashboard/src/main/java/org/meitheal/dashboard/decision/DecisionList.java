package org.meitheal.dashboard.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;

/**
 * One page of the list.
 *
 * @param older where the page after this one is; none on the last
 * @param instant when the scheduler was asked, or last heard of
 * @param outage how old it is, where the scheduler does not answer
 * @param models to choose from
 * @param devices likewise
 */
public record DecisionList(
    DecisionFilter filter,
    List<DecisionRow> rows,
    @Nullable String older,
    String instant,
    String moment,
    @Nullable Outage outage,
    List<String> models,
    List<String> devices) {
  /**
   * @param age of what is shown instead; none where nothing was ever heard
   */
  public record Outage(@Nullable String age) {}

  public List<String> placements() {
    return DecisionFilter.PLACEMENTS;
  }

  public List<String> outcomes() {
    return DecisionFilter.OUTCOMES;
  }

  public List<String> states() {
    return DecisionFilter.STATES;
  }

  static DecisionList of(DecisionFilter filter, Decisions.Listed listed, Decisions known) {
    String next = listed.page().next();
    Instant at = listed.at();
    return new DecisionList(
        filter,
        DecisionRow.of(listed.page().items()),
        next == null ? null : filter.older(next),
        at.toString(),
        Quantities.clock(at),
        listed.answered()
            ? null
            : new Outage(listed.age() == null ? null : Quantities.age(listed.age())),
        known.models(),
        known.devices());
  }
}
