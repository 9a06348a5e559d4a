package org.meitheal.scheduler.objective;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.AlertRule;
import org.meitheal.core.slo.AlertState;
import org.meitheal.core.slo.Feedback;
import org.meitheal.core.slo.Slo;
import org.meitheal.core.slo.Standing;
import org.meitheal.core.slo.Step;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/**
 * A standing as it is stored.
 *
 * @param alerts by rule: since when it fires, or that it does not
 */
record StandingText(
    List<Alert> alerts,
    int step,
    Instant since,
    @Nullable Instant calmSince,
    int reversals,
    boolean lowered) {
  /** Since when an alert fires; none where it does not. */
  record Alert(@Nullable Instant since) {}

  static String write(Standing standing) {
    Feedback feedback = standing.feedback();
    return ProtocolJson.MAPPER.writeValueAsString(
        new StandingText(
            standing.alerts().stream().map(StandingText::alert).toList(),
            feedback.step().number(),
            feedback.since(),
            feedback.calmSince(),
            feedback.reversals(),
            feedback.lowered()));
  }

  /** None if another version wrote it, and this one cannot make sense of it. */
  static Optional<Standing> read(String text, Slo slo) {
    try {
      StandingText stored = ProtocolJson.MAPPER.readValue(text, StandingText.class);
      return Stream.of(stored.standing())
          .filter(standing -> standing.alerts().size() == AlertRule.of(slo.window()).size())
          .findFirst();
    } catch (JacksonException | IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  private Standing standing() {
    List<AlertState> states =
        alerts.stream()
            .map(alert ->
                alert.since() == null ? AlertState.OK : new AlertState.Firing(alert.since()))
            .toList();
    return new Standing(states, new Feedback(Step.of(step), since, calmSince, reversals, lowered));
  }

  private static Alert alert(AlertState state) {
    return switch (state) {
      case AlertState.Ok _ -> new Alert(null);
      case AlertState.Firing(Instant since) -> new Alert(since);
    };
  }
}
