package org.meitheal.core.slo;

import java.time.Instant;
import java.util.List;

/**
 * What is remembered of an objective from one evaluation to the next.
 *
 * @param alerts by rule, as {@link AlertRule#of} orders them
 */
public record Standing(List<AlertState> alerts, Feedback feedback) {
  public Standing {
    alerts = List.copyOf(alerts);
  }

  public static Standing begin(Slo slo, Instant now) {
    return new Standing(
        AlertRule.of(slo.window()).stream().map(_ -> AlertState.OK).toList(), Feedback.begin(now));
  }
}
