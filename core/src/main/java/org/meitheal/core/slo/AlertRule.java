package org.meitheal.core.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a multiwindow, multi-burn-rate alert: it fires while the budget burns at the threshold
 * or faster over a long window, which shows that it matters, and over a short one, which shows that
 * it still goes on. (B. Beyer and others, "The Site Reliability Workbook", 2018, chapter 5,
 * "Multiwindow, Multi-Burn-Rate Alerts" and its table of recommended parameters.)
 *
 * @param budgetShare of the whole budget that is spent when the alert fires, as the long window
 *     ends
 */
public record AlertRule(Severity severity, double budgetShare, Duration longWindow) {
  /** The workbook's windows are those of 30 days; other periods have the same shares of theirs. */
  private static final Duration REFERENCE = Duration.ofDays(30);

  private static final int LONG_OVER_SHORT = 12;

  /** So that 14.4 times the budget is 14.4, whatever binary fractions make of it. */
  private static final double ROUNDING = 1e-9;

  /** What an alert asks of those who get it. */
  public enum Severity {
    /** Somebody at once. */
    PAGE,
    /** Somebody within days. */
    TICKET
  }

  /** The workbook's three, scaled to a period: 2 % in 1 h, 5 % in 6 h, 10 % in 3 d of 30 d. */
  public static List<AlertRule> of(Duration period) {
    return List.of(
        new AlertRule(Severity.PAGE, 0.02, scaled(Duration.ofHours(1), period)),
        new AlertRule(Severity.PAGE, 0.05, scaled(Duration.ofHours(6), period)),
        new AlertRule(Severity.TICKET, 0.10, scaled(Duration.ofDays(3), period)));
  }

  public Duration shortWindow() {
    return longWindow.dividedBy(LONG_OVER_SHORT);
  }

  /** The burn rate that spends the share within the long window: share · period ÷ window. */
  public double threshold(Duration period) {
    return budgetShare * period.toNanos() / longWindow.toNanos();
  }

  /** What the windows that end now show. */
  public Reading read(Slo slo, CountSeries series, Instant now) {
    Counts within = series.over(longWindow, now);
    Double longBurn = within.burnRate(slo.target());
    Double shortBurn = series.over(shortWindow(), now).burnRate(slo.target());
    double threshold = threshold(slo.window());
    boolean burns =
        within.bad() >= slo.minimumBad()
            && reaches(longBurn, threshold)
            && reaches(shortBurn, threshold);
    return new Reading(longBurn, shortBurn, burns);
  }

  private static boolean reaches(@Nullable Double burn, double threshold) {
    return burn != null && burn >= threshold * (1 - ROUNDING);
  }

  private static Duration scaled(Duration window, Duration period) {
    return period.dividedBy(REFERENCE.dividedBy(window));
  }

  /**
   * @param longBurn times the pace at which the budget lasts; none where nothing happened
   * @param shortBurn likewise
   * @param burns whether the alert has reason to fire
   */
  public record Reading(@Nullable Double longBurn, @Nullable Double shortBurn, boolean burns) {}
}
