package org.meitheal.lab.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What decisions take, by the number of devices.
 *
 * @param p99Ms 99 % take no longer
 */
public record DecisionsReport(
    Map<String, Double> p99Ms,
    Map<String, Double> meanMs,
    Map<String, Double> longestMs,
    Map<String, Integer> pending,
    Map<String, Integer> suspensions) {
  /**
   * Of one number of devices.
   *
   * @param pending jobs at the end that were taken on and not done
   * @param suspensions of low-priority jobs meanwhile
   */
  public record Figures(
      double meanMs, double p99Ms, double longestMs, int pending, int suspensions) {}

  /** Of all, by number of devices. */
  public static DecisionsReport of(Map<Integer, Figures> figures) {
    DecisionsReport report =
        new DecisionsReport(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    figures.forEach((devices, measured) -> {
      String key = devices.toString();
      report.p99Ms.put(key, rounded(measured.p99Ms()));
      report.meanMs.put(key, rounded(measured.meanMs()));
      report.longestMs.put(key, rounded(measured.longestMs()));
      report.pending.put(key, measured.pending());
      report.suspensions.put(key, measured.suspensions());
    });
    return report;
  }

  private static double rounded(double ms) {
    return Math.round(ms * 1000) / 1000.0;
  }

  /** For a person. */
  public String text() {
    StringBuilder text = new StringBuilder();
    p99Ms.forEach((devices, p99) ->
        text.append(
            String.format(
                Locale.ROOT,
                "  %6s devices, %d jobs pending: mean %.3f ms, p99 %.3f ms, longest %.1f ms (%d"
                    + " suspensions)%n",
                devices,
                pending.get(devices),
                meanMs.get(devices),
                p99,
                longestMs.get(devices),
                suspensions.get(devices))));
    return text.toString();
  }
}
