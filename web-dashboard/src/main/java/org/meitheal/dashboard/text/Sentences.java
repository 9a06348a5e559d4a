package org.meitheal.dashboard.text;

import java.util.Locale;

/** Makes sentences of what services say: their details begin small and have no full stop. */
public final class Sentences {
  private Sentences() {}

  public static String of(String detail) {
    String text = detail.strip();
    if (text.isEmpty()) {
      return text;
    }
    String begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
