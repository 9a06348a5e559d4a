package org.meitheal.dashboard.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.pulse.Outcome;
import org.meitheal.dashboard.text.Quantities;

/**
 * Devices that compute slower than they did: what they run takes systematically longer than was
 * reckoned with, by what they had measured of themselves. Only the computing is compared, so that a
 * slow link is not blamed on the device.
 */
final class ThrottledDevices implements Diagnosis {
  static final int LEAST_RUNS = 10;

  /** A quarter slower: the spread of repeated runs is a tenth. */
  static final double SLOWER = 1.25;

  /** By chance, so many of ten or more are too slow once in 5 000 times. */
  static final double SHARE = 0.9;

  private record Slow(String device, int runs, double tooShort, double median) {}

  @Override
  public List<Problem> of(Known known) {
    Map<String, List<Double>> ratios = new HashMap<>();
    for (Outcome outcome : known.outcomes()) {
      Double computed = outcome.computedMs();
      Double reckoned = outcome.reckonedMs();
      if (outcome.device() != null && computed != null && reckoned != null && reckoned > 0) {
        ratios.computeIfAbsent(outcome.device(), _ -> new ArrayList<>()).add(computed / reckoned);
      }
    }
    return ratios.entrySet().stream()
        .map(entry -> slow(entry.getKey(), entry.getValue()))
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingDouble(Slow::median).reversed())
        .map(ThrottledDevices::problem)
        .toList();
  }

  private static @Nullable Slow slow(String device, List<Double> ratios) {
    if (ratios.size() < LEAST_RUNS) {
      return null;
    }
    double median = Samples.median(ratios);
    double tooShort = (double) ratios.stream().filter(ratio -> ratio > 1).count() / ratios.size();
    return median >= SLOWER && tooShort >= SHARE
        ? new Slow(device, ratios.size(), tooShort, median)
        : null;
  }

  private static Problem problem(Slow slow) {
    return Problem.doubtful(
        slow.device() + " computes slower than it did",
        String.format(
            Locale.ROOT,
            "%s of %d runs took longer than reckoned, half of them %.1f times as long or longer:"
                + " it may be throttled, or shared.",
            Quantities.percent(slow.tooShort()),
            slow.runs(),
            slow.median()),
        "devices/" + slow.device(),
        "See the device");
  }
}
