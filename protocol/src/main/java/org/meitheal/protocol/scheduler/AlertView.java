package org.meitheal.protocol.scheduler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/alerts}: an alert that fires; and what the webhook is sent.
 *
 * @param id the same when it is resolved
 * @param status {@value #FIRING} or {@value #RESOLVED}
 * @param since when it began to fire
 * @param at when this was so
 */
public record AlertView(
    String id,
    String status,
    String site,
    ObjectiveSpec objective,
    ObjectiveView.Burn alert,
    @Nullable Double attained,
    @Nullable Double budgetLeft,
    Instant since,
    Instant at) {
  public static final String FIRING = "firing";
  public static final String RESOLVED = "resolved";
}
