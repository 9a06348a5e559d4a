package org.meitheal.core.slo;

import org.jspecify.annotations.Nullable;

/** How many events kept an objective, and how many broke it. */
public record Counts(long good, long bad) {
  public static final Counts NONE = new Counts(0, 0);
  public static final Counts ONE_GOOD = new Counts(1, 0);
  public static final Counts ONE_BAD = new Counts(0, 1);

  public Counts {
    if (good < 0 || bad < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
  }

  public Counts plus(Counts other) {
    return new Counts(good + other.good, bad + other.bad);
  }

  public long total() {
    return good + bad;
  }

  /** The share that kept the objective; none where nothing happened. */
  public @Nullable Double attained() {
    return total() == 0 ? null : (double) good / total();
  }

  /**
   * How many times faster than the budget allows events are bad: their share ÷ (1 − target). At 1
   * the budget lasts exactly for the window. (B. Beyer and others, "The Site Reliability Workbook",
   * 2018, chapter 5, "Alert on burn rate".)
   *
   * @param target in (0, 1)
   * @return none where nothing happened
   */
  public @Nullable Double burnRate(double target) {
    return total() == 0 ? null : (double) bad / total() / (1 - target);
  }

  /**
   * The share of the budget that is left: 1 − bad ÷ ((1 − target) · total). Negative where more was
   * spent than there was.
   *
   * @param target in (0, 1)
   * @return none where nothing happened
   */
  public @Nullable Double budgetLeft(double target) {
    Double burnt = burnRate(target);
    return burnt == null ? null : 1 - burnt;
  }
}
