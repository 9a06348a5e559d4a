package org.meitheal.core.placement;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and names as operators read them. */
final class Wording {
  private static final int MAX_DECIMALS = 3;

  private Wording() {}

  static String name(Placement placement) {
    return placement.name().toLowerCase(Locale.ROOT);
  }

  /** {@code 431 ms}, with a decimal under 10. */
  static String ms(double millis) {
    return decimal(millis, usualDecimals(millis)) + " ms";
  }

  /** {@code 118 ms} against {@code other}, with as many decimals as it takes to tell them apart. */
  static String ms(double millis, double other) {
    int decimals = usualDecimals(millis);
    while (decimals < MAX_DECIMALS && decimal(millis, decimals).equals(decimal(other, decimals))) {
      decimals++;
    }
    return decimal(millis, decimals) + " ms";
  }

  /** {@code 94.9 %}: rounded down, so that what falls short of a target reads so. */
  static String percent(double probability) {
    double tenths = Math.floor(probability * 1000 + 1e-9);
    if (tenths == 0 && probability > 0) {
      return "under 0.1 %";
    }
    return tenths % 10 == 0 ? decimal(tenths / 10, 0) + " %" : decimal(tenths / 10, 1) + " %";
  }

  /** {@code predicted 431 ms (RTT 400 ms, wait 12 ms)}. */
  static String predicted(Candidate candidate, Prediction prediction) {
    StringBuilder text = new StringBuilder("predicted ").append(ms(prediction.meanMs()));
    String parts = parts(candidate.roundTripMs(), prediction.waitMs());
    return parts.isEmpty()
        ? text.toString()
        : text.append(" (").append(parts).append(')').toString();
  }

  private static String parts(@Nullable Double roundTripMs, double waitMs) {
    String roundTrip = roundTripMs == null ? "" : "RTT " + ms(roundTripMs);
    String wait = waitMs == 0 ? "" : "wait " + ms(waitMs);
    return roundTrip + (roundTrip.isEmpty() || wait.isEmpty() ? "" : ", ") + wait;
  }

  private static int usualDecimals(double value) {
    return Math.abs(value) < 9.95 ? 1 : 0;
  }

  private static String decimal(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    double rounded = Math.rint(value * scale) / scale;
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }
}
