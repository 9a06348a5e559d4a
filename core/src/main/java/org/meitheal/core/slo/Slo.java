package org.meitheal.core.slo;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service-level objective: of the requests that it selects, at least the target share is answered
 * within the deadline, over a window that moves with time. The rest, 1 − target, is the error
 * budget.
 *
 * @param target in [0.5, 0.9999]
 * @param deadline none where each request's own counts
 * @param window from {@link #SHORTEST_WINDOW} to {@link #LONGEST_WINDOW}
 * @param minimumBad with fewer bad events in an alert's long window, it does not fire
 */
public record Slo(
    String name,
    Selector selector,
    double target,
    @Nullable Duration deadline,
    Duration window,
    int minimumBad) {
  public static final Duration SHORTEST_WINDOW = Duration.ofMinutes(5);
  public static final Duration LONGEST_WINDOW = Duration.ofDays(90);
  public static final Duration USUAL_WINDOW = Duration.ofDays(30);

  /** More than the four misses of ten that a quiet night has. */
  public static final int USUAL_MINIMUM_BAD = 10;

  private static final double LEAST_TARGET = 0.5;
  private static final double MOST_TARGET = 0.9999;
  private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public Slo {
    require(
        NAME.matcher(name).matches(),
        "an objective's name has 1 to 63 of a-z, 0-9 and -, and begins with none of -");
    require(
        target >= LEAST_TARGET && target <= MOST_TARGET,
        "target must lie between " + LEAST_TARGET + " and " + MOST_TARGET);
    require(
        deadline == null || (deadline.isPositive() && deadline.compareTo(LONGEST_DEADLINE) <= 0),
        "a deadline is positive, and a day at most");
    require(
        window.compareTo(SHORTEST_WINDOW) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0,
        "window must lie between 5 minutes and 90 days");
    require(minimumBad >= 1, "at least one bad event is needed for an alert");
  }

  /** The share of requests that may be bad. */
  public double budget() {
    return 1 - target;
  }

  /**
   * What an execution's end means for this objective. A request that got no answer is bad whatever
   * the reason, unless the reason is the client's: one that it cancelled, or spoiled itself, does
   * not count.
   */
  public Verdict judge(Ending ending) {
    return switch (ending.how()) {
      case COMPLETED -> isInTime(ending) ? Verdict.GOOD : Verdict.BAD;
      case EXPIRED, FAILED, REJECTED -> Verdict.BAD;
      case CANCELLED, CLIENT_FAULT -> Verdict.UNCOUNTED;
    };
  }

  private boolean isInTime(Ending ending) {
    Double actualMs = ending.actualMs();
    double deadlineMs = deadline == null ? ending.deadlineMs() : deadline.toNanos() / 1e6;
    return actualMs != null && actualMs <= deadlineMs;
  }

  private static void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** What an event is to an objective. */
  public enum Verdict {
    GOOD,
    BAD,
    UNCOUNTED
  }
}
