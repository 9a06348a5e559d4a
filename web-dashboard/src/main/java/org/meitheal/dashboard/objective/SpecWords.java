package org.meitheal.dashboard.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.ObjectiveSpec;

/**
 * What an objective asks for.
 *
 * @param wanted target, deadline and window in short
 * @param sentence the same, and of which requests
 * @param minimum bad requests that an alert needs
 */
public record SpecWords(
    String selects,
    String target,
    String deadline,
    String window,
    String minimum,
    String wanted,
    String sentence) {
  private static final String EVERY = "every request";

  /**
   * @param spec with nothing left out that has a default
   */
  static SpecWords of(ObjectiveSpec spec) {
    String selects = selects(spec);
    String target = Figures.share(spec.target());
    String window = Objects.requireNonNullElse(spec.window(), Quantities.UNKNOWN);
    Double deadlineMs = spec.deadlineMs();
    return new SpecWords(
        selects,
        target,
        deadlineMs == null ? "each request's own" : Quantities.milliseconds(deadlineMs),
        window,
        String.valueOf(spec.minimumBadEvents()),
        "%s %s, over %s"
            .formatted(
                target,
                deadlineMs == null ? "in time" : "within " + Quantities.milliseconds(deadlineMs),
                window),
        sentence(selects, target, window, deadlineMs));
  }

  private static String selects(ObjectiveSpec spec) {
    List<String> parts = new ArrayList<>();
    if (spec.model() != null) {
      parts.add("model " + spec.model());
    }
    if (spec.pipeline() != null) {
      parts.add("pipeline " + spec.pipeline());
    }
    if (spec.priority() != null) {
      parts.add("priority " + spec.priority());
    }
    return parts.isEmpty() ? EVERY : String.join(", ", parts);
  }

  private static String sentence(
      String selects, String target, String window, @Nullable Double deadlineMs) {
    return "%s of %s are to be answered within %s, over a window of %s."
        .formatted(
            target,
            selects.equals(EVERY) ? "all requests" : "the requests of " + selects,
            deadlineMs == null ? "their own deadlines" : Quantities.milliseconds(deadlineMs),
            window);
  }
}
