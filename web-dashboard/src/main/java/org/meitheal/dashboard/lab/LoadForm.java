package org.meitheal.dashboard.lab;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LoadOrder;

/** The load form, as it was filled in; what is empty is as usual. */
public record LoadForm(
    @Nullable String rate,
    @Nullable String seconds,
    @Nullable String model,
    @Nullable String photo,
    @Nullable String deadline,
    @Nullable String objective,
    @Nullable String priority,
    @Nullable String source) {
  /** At first: so little that a lab on a small computer answers in time. */
  static final LoadForm FIRST = new LoadForm("2", "30", null, "coffee.jpg", null, null, null, null);

  /**
   * @throws IllegalArgumentException with what is wrong, in a sentence
   */
  LoadOrder order() {
    try {
      return new LoadOrder(
          Double.parseDouble(text(rate)),
          Integer.parseInt(text(seconds)),
          text(model),
          text(photo),
          number(deadline),
          orNone(objective),
          number(priority),
          orNone(source));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "requests a second, seconds, deadline and priority are numbers", notANumber);
    }
  }

  private static String text(@Nullable String field) {
    return field == null ? "" : field.strip();
  }

  private static @Nullable String orNone(@Nullable String field) {
    return text(field).isEmpty() ? null : text(field);
  }

  private static @Nullable Integer number(@Nullable String field) {
    return text(field).isEmpty() ? null : Integer.valueOf(text(field));
  }
}
