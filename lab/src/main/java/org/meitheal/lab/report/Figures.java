package org.meitheal.lab.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them; a dash for what is not known. */
final class Figures {
  private static final String UNKNOWN = "–";

  private Figures() {}

  static String milliseconds(@Nullable Double value) {
    if (value == null) {
      return UNKNOWN;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
  }

  static String probability(@Nullable Double value) {
    return value == null ? UNKNOWN : String.format(Locale.ROOT, "%.3f", value);
  }

  static String text(@Nullable String value) {
    return value == null ? UNKNOWN : value;
  }
}
