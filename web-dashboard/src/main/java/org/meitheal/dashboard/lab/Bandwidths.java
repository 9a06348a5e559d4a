package org.meitheal.dashboard.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bandwidths as the lab writes them: {@code 20Mb/s}, {@code 1Gb/s}, {@code unlimited}. */
final class Bandwidths {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)([kMG])b/s");

  private Bandwidths() {}

  /** In megabits a second; infinite without a limit, or where the lab writes something else. */
  static double megabits(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Double.POSITIVE_INFINITY;
    }
    double value = Double.parseDouble(form.group(1));
    return switch (form.group(2)) {
      case "k" -> value / 1000;
      case "M" -> value;
      default -> value * 1000;
    };
  }

  /** For the lab. */
  static String written(double megabits) {
    return Scale.BANDWIDTH.text(megabits).replace(" ", "");
  }

  /** For people. */
  static String shown(String text) {
    return Scale.BANDWIDTH.text(megabits(text));
  }
}
