package org.meitheal.dashboard.objective;

import java.time.Instant;
import java.util.List;

/**
 * All objectives at one moment.
 *
 * @param heard whether the scheduler has told any time what there is
 */
public record ObjectiveList(List<ObjectiveCard> worstFirst, boolean heard, Freshness freshness) {
  static ObjectiveList of(Objectives.Heard heard, Instant now) {
    return new ObjectiveList(
        ObjectiveCard.of(heard.worstFirst()),
        heard.at() != null,
        Freshness.of(heard, heard.worstFirst(), now));
  }
}
