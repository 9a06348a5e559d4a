package org.meitheal.scheduler.objective;

import java.util.Comparator;

/** Whose budget is worst goes first; where nothing happened, last. */
final class WorstFirst {
  static final Comparator<Tracked> ORDER =
      Comparator.comparingDouble(WorstFirst::left)
          .thenComparing(each -> each.objective().slo().name());

  private WorstFirst() {}

  private static double left(Tracked tracked) {
    Double left = tracked.latest().budgetLeft();
    return left == null ? Double.MAX_VALUE : left;
  }
}
