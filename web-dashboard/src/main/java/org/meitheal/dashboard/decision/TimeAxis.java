package org.meitheal.dashboard.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;

/**
 * From 0 to the right edge, in milliseconds and in hundredths of the width.
 *
 * @param endMs at the right edge
 * @param deadlineX where the deadline lies; none where it is so far that all else would be squeezed
 */
public record TimeAxis(
    double endMs, @Nullable Double deadlineX, String deadline, List<Tick> ticks) {
  private static final double MARGIN = 1.04;

  /** Times the longest: a deadline beyond is only told of. */
  private static final double FAR = 3;

  private static final int MOST_STEPS = 8;

  /**
   * @param x of 100
   */
  public record Tick(double x, String label) {}

  /** Shows all of what there is. */
  static TimeAxis around(double longestMs, double deadlineMs) {
    double longest = sound(longestMs);
    double deadline = sound(deadlineMs);
    boolean far = longest > 0 && deadline > FAR * longest;
    return to(MARGIN * (far ? longest : Math.max(longest, deadline)), deadline, !far);
  }

  /** One that is hopeless does not squeeze the others: beyond three deadlines it is cut off. */
  static TimeAxis near(double longestMs, double deadlineMs) {
    double deadline = sound(deadlineMs);
    return around(deadline > 0 ? Math.min(sound(longestMs), FAR * deadline) : longestMs, deadline);
  }

  private static TimeAxis to(double end, double deadlineMs, boolean shown) {
    double endMs = Math.max(end, 1);
    return new TimeAxis(
        endMs,
        shown ? 100 * deadlineMs / endMs : null,
        Quantities.milliseconds(deadlineMs),
        ticks(endMs));
  }

  /** Of 100; what lies outside, at the edge. */
  double x(double ms) {
    return Math.clamp(100 * sound(ms) / endMs, 0, 100);
  }

  private static List<Tick> ticks(double endMs) {
    double step = roundStep(endMs / MOST_STEPS);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i * step <= endMs; i++) {
      double ms = i * step;
      ticks.add(new Tick(100 * ms / endMs, i == 0 ? "0" : Quantities.milliseconds(ms)));
    }
    return List.copyOf(ticks);
  }

  /** 1, 2 or 5 times a power of ten, not smaller. */
  private static double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : List.of(1, 2, 5)) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static double sound(double ms) {
    return Double.isFinite(ms) ? Math.max(0, ms) : 0;
  }
}
