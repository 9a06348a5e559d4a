package org.meitheal.dashboard.diagnosis;

import java.util.List;
import org.meitheal.dashboard.pulse.Outcome;
import org.meitheal.dashboard.text.Quantities;

/**
 * Predictions whose 0.9-quantile is none: nine of ten answers should be there by then. Too few mean
 * missed deadlines, too many mean requests refused for nothing.
 */
final class Miscalibration implements Diagnosis {
  static final int LEAST = 50;
  static final double LOWEST = 0.85;
  static final double HIGHEST = 0.95;

  /** Three standard errors: not once a day by chance. */
  private static final double SURE = 3;

  @Override
  public List<Problem> of(Known known) {
    long all = 0;
    long within = 0;
    for (Outcome outcome : known.outcomes()) {
      Double actual = outcome.actualMs();
      Double p90 = outcome.p90Ms();
      if (actual != null && p90 != null) {
        all++;
        within += actual <= p90 ? 1 : 0;
      }
    }
    if (all < LEAST) {
      return List.of();
    }
    double share = (double) within / all;
    double error = Math.abs(share - 0.9) / Math.sqrt(0.9 * 0.1 / all);
    return (share < LOWEST || share > HIGHEST) && error > SURE
        ? List.of(problem(share, all))
        : List.of();
  }

  private static Problem problem(double share, long all) {
    String consequence =
        share < LOWEST
            ? "predictions are too short, and deadlines will be missed"
            : "predictions are too long, and more is refused or sent away than need be";
    return Problem.doubtful(
        "Predictions are out of calibration",
        "%s of %d answers came within the time predicted for 90 %%, where 85 to 95 %% should: %s."
            .formatted(Quantities.percent(share), all, consequence),
        "decisions",
        "See the decisions");
  }
}
