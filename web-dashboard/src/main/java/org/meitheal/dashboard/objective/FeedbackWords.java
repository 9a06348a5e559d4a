package org.meitheal.dashboard.objective;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.ObjectiveView.Feedback;

/**
 * What the budget does to planning and admission now.
 *
 * @param step in short, as {@code +2}
 * @param plans what it means for the requests that the objective selects
 * @param shedding what it means for others
 */
public record FeedbackWords(
    String step, String plans, String shedding, String instant, String since) {
  static FeedbackWords of(ObjectiveView view) {
    Feedback feedback = view.feedback();
    int step = feedback.step();
    return new FeedbackWords(
        step > 0 ? "+" + step : step < 0 ? "−" + -step : "0",
        plans(feedback),
        shedding(feedback, view.objective().priority()),
        feedback.since().toString(),
        Quantities.moment(feedback.since()));
  }

  private static String plans(Feedback feedback) {
    double factor = feedback.toleranceFactor();
    if (factor == 1) {
      return "Requests are planned as they ask.";
    }
    return factor < 1
        ? "Its requests are planned to miss %s as often as they tolerate.".formatted(part(factor))
        : String.format(
            Locale.ROOT,
            "The budget is whole: its requests may be planned to miss %.1f times as often as usual,"
                + " and cost less.",
            factor);
  }

  private static String part(double factor) {
    return switch ((int) Math.round(1 / factor)) {
      case 2 -> "half";
      case 4 -> "a quarter";
      case 8 -> "an eighth";
      default -> Figures.share(factor);
    };
  }

  private static String shedding(Feedback feedback, @Nullable Integer priority) {
    if (feedback.floor() <= 0) {
      return "Nobody is refused for it.";
    }
    return priority == null
        ? "It names no priority, so nobody is refused for it."
        : "Requests of a lower priority are refused where they would be in time with less than %s."
            .formatted(Figures.share(feedback.floor()));
  }
}
