package org.meitheal.core.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last few values of a measurement, oldest first. Immutable: adding gives a new one.
 *
 * @param limit how many are kept
 */
public record RecentSamples(int limit, List<Double> values) {
  public RecentSamples {
    if (limit < 1) {
      throw new IllegalArgumentException("at least one sample must be kept");
    }
    values = List.copyOf(values.subList(Math.max(0, values.size() - limit), values.size()));
  }

  public static RecentSamples none(int limit) {
    return new RecentSamples(limit, List.of());
  }

  /** These and {@code value}, without the oldest where there would be too many. */
  public RecentSamples plus(double value) {
    List<Double> more = new ArrayList<>(values);
    more.add(value);
    return new RecentSamples(limit, more);
  }

  /** None without samples. */
  public @Nullable Double median() {
    return values.isEmpty() ? null : RobustSummary.of(values).median();
  }
}
