package org.meitheal.dashboard.objective;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.ObjectiveView;

/**
 * How old what is shown is, in a sentence.
 *
 * @param stale whether it is older than it should be
 */
public record Freshness(String text, boolean stale) {
  /** The scheduler evaluates every five seconds, and is asked as often. */
  private static final Duration LATE = Duration.ofSeconds(30);

  /**
   * @param shown of what was heard
   */
  static Freshness of(Objectives.Heard heard, List<ObjectiveView> shown, Instant now) {
    Instant at = heard.at();
    if (at == null) {
      return new Freshness(
          "No news from the scheduler about objectives yet. This page goes on by itself as soon as"
              + " it answers.",
          true);
    }
    if (!heard.answered()) {
      return new Freshness(
          "The scheduler does not answer. Shown is what it said %s ago.".formatted(age(at, now)),
          true);
    }
    Instant evaluated = oldest(shown);
    if (evaluated == null) {
      return new Freshness("Asked %s ago.".formatted(age(at, now)), false);
    }
    boolean late = Duration.between(evaluated, now).compareTo(LATE) > 0;
    return new Freshness(
        late
            ? "The scheduler evaluated last %s ago: alerts come late."
                .formatted(age(evaluated, now))
            : "Evaluated %s ago.".formatted(age(evaluated, now)),
        late);
  }

  private static @Nullable Instant oldest(List<ObjectiveView> shown) {
    return shown.stream()
        .map(ObjectiveView::evaluatedAt)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static String age(Instant then, Instant now) {
    return Quantities.age(Duration.between(then, now));
  }
}
