package org.meitheal.dashboard.lab;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slider as it stands now.
 *
 * @param id of the input, and its name in the form
 * @param position -1 where there are several values: then it stays as it is there
 * @param now the value, or those of several, in words
 */
public record Slider(String id, String label, Scale scale, int position, String now) {
  /**
   * @param values present ones, at least one
   */
  static Slider of(String id, String label, Scale scale, List<Double> values) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return least == most
        ? new Slider(id, label, scale, scale.nearest(least), scale.text(least))
        : new Slider(id, label, scale, -1, scale.text(least) + " to " + scale.text(most));
  }

  public int min() {
    return Math.min(0, position);
  }

  public int max() {
    return scale.last();
  }

  /** What each position says, from the least on; that of this moment says how it is. */
  public String stops() {
    return String.join("|", scale.texts());
  }

  /**
   * What to set it to.
   *
   * @param was where it stood when the page was made
   * @return none where it was not moved, so that a value between two positions stays
   * @throws IllegalArgumentException if there is no such position
   */
  static Optional<Double> moved(Scale scale, @Nullable Integer position, @Nullable Integer was) {
    if (position == null || position.equals(was) || position == -1) {
      return Optional.empty();
    }
    return Optional.of(scale.at(position));
  }
}
