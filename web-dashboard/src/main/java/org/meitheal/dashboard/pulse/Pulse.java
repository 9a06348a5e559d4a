package org.meitheal.dashboard.pulse;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.decision.DecisionRow.Verdict;
import org.meitheal.dashboard.text.Quantities;

/**
 * Requests in figures.
 *
 * @param window over which, in words that follow "over"
 * @param inTime those in time of those that ended, refused and failed ones among the latter
 * @param p50 of the answered ones' times, as {@code p95} and {@code p99}
 */
public record Pulse(
    String window,
    long requests,
    long running,
    long ended,
    long refused,
    long missed,
    String inTime,
    String p50,
    String p95,
    String p99) {
  /**
   * @param known those of the window
   * @param now the time
   */
  public static Pulse of(List<Outcome> known, Instant now) {
    long running = count(known, Verdict.RUNNING);
    long inTime = count(known, Verdict.IN_TIME);
    long refused = count(known, Verdict.REFUSED);
    long ended = known.size() - running;
    double[] times =
        known.stream()
            .map(Outcome::actualMs)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return new Pulse(
        window(known, now),
        known.size(),
        running,
        ended,
        refused,
        ended - inTime - refused,
        ended == 0 ? Quantities.UNKNOWN : share(inTime, ended),
        Quantities.milliseconds(quantile(times, 0.5)),
        Quantities.milliseconds(quantile(times, 0.95)),
        Quantities.milliseconds(quantile(times, 0.99)));
  }

  /** Never 100 % where one was missed. */
  private static String share(long part, long all) {
    return part == all ? "100 %" : Quantities.probability((double) part / all);
  }

  /** The nearest rank's; none of nothing. */
  static @Nullable Double quantile(double[] sorted, double p) {
    if (sorted.length == 0) {
      return null;
    }
    int rank = (int) Math.ceil(p * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }

  /** Shorter than the window where more came than is kept of it. */
  private static String window(List<Outcome> known, Instant now) {
    Instant oldest = known.stream().map(Outcome::at).min(Comparator.naturalOrder()).orElse(now);
    return known.size() < RecentOutcomes.MOST
        ? "the last " + Quantities.age(RecentOutcomes.WINDOW)
        : "the last " + Quantities.age(Duration.between(oldest, now));
  }

  private static long count(List<Outcome> known, Verdict verdict) {
    return known.stream().filter(one -> one.verdict() == verdict).count();
  }
}
