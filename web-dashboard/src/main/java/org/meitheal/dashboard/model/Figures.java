package org.meitheal.dashboard.model;

import java.util.Locale;

/** Large counts, in words. */
final class Figures {
  private Figures() {}

  static String million(long count) {
    return count >= 1_000_000_000L
        ? String.format(Locale.ROOT, "%.1f billion", count / 1e9)
        : String.format(Locale.ROOT, "%.0f million", count / 1e6);
  }
}
