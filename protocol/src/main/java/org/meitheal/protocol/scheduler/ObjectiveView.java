package org.meitheal.protocol.scheduler;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/objectives/{name}}: an objective, and how it stands.
 *
 * @param origin {@value #API} or {@value #FILE}; those of the file change with the file only
 * @param windowS seconds
 * @param good events in the window that kept it
 * @param bad events in the window that broke it
 * @param attained good ÷ all; none where nothing happened
 * @param budgetLeft share of the error budget, negative where it is overdrawn; none where nothing
 *     happened
 * @param alerts page before ticket, the fastest first
 * @param budget what was left as the window went by, oldest first; none in a list
 * @param evaluatedAt how old all this is
 */
public record ObjectiveView(
    ObjectiveSpec objective,
    String origin,
    double windowS,
    long good,
    long bad,
    @Nullable Double attained,
    @Nullable Double budgetLeft,
    List<Burn> alerts,
    Feedback feedback,
    @Nullable List<Point> budget,
    Instant evaluatedAt) {
  public static final String API = "api";
  public static final String FILE = "file";

  /**
   * A row of the table of alerts.
   *
   * @param severity page or ticket
   * @param budgetShare of the budget that is spent when it fires
   * @param longS seconds
   * @param shortS seconds
   * @param threshold that both burn rates must reach
   * @param longBurn how many times faster than the budget lasts; none where nothing happened
   * @param state ok or firing
   * @param since when it began to fire
   */
  public record Burn(
      String severity,
      double budgetShare,
      double longS,
      double shortS,
      double threshold,
      @Nullable Double longBurn,
      @Nullable Double shortBurn,
      String state,
      @Nullable Instant since) {}

  /**
   * How far the budget moves planning and admission.
   *
   * @param step from -1 (the budget is whole) over 0 to 3
   * @param toleranceFactor by which it multiplies the tolerated miss probability
   * @param floor the least probability of being in time with which lower priorities are admitted
   * @param since when the step was taken
   */
  public record Feedback(int step, double toleranceFactor, double floor, Instant since) {}

  /**
   * @param left share of the budget
   * @param good since the point before
   * @param bad since the point before
   */
  public record Point(Instant at, double left, long good, long bad) {}
}
