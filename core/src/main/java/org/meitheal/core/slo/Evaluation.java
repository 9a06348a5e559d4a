package org.meitheal.core.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.AlertRule.Reading;

/**
 * An objective as it stands at a moment.
 *
 * @param counts over the objective's window
 * @param readings by rule, as {@link AlertRule#of} orders them
 */
public record Evaluation(
    Slo slo, Instant at, Counts counts, List<Reading> readings, Standing standing) {
  public Evaluation {
    readings = List.copyOf(readings);
  }

  public static Evaluation of(Slo slo, CountSeries series, Standing before, Instant now) {
    Counts counts = series.over(slo.window(), now);
    List<Reading> readings = new ArrayList<>();
    List<AlertState> alerts = new ArrayList<>();
    for (AlertRule rule : AlertRule.of(slo.window())) {
      Reading reading = rule.read(slo, series, now);
      alerts.add(before.alerts().get(readings.size()).next(reading.burns(), now));
      readings.add(reading);
    }
    Feedback feedback = before.feedback().next(slo, readings, counts, now);
    return new Evaluation(slo, now, counts, readings, new Standing(alerts, feedback));
  }

  /**
   * What was left of the budget as the window went by: the budget of all its events, less what had
   * been spent until then. It begins at 1 and ends with what is left now.
   *
   * @param points how many, at most; evenly spaced, the last one now
   * @return oldest first; empty where nothing happened
   */
  public static List<Point> budget(Slo slo, CountSeries series, Instant now, int points) {
    Counts all = series.over(slo.window(), now);
    if (all.total() == 0) {
      return List.of();
    }
    double budget = slo.budget() * all.total();
    List<Point> burnDown = new ArrayList<>();
    long from = series.buckets().first(now, slo.window());
    long spent = 0;
    for (int point = 1; point <= points; point++) {
      Duration ago = slo.window().multipliedBy(points - point).dividedBy(points);
      Instant at = now.minus(ago);
      long to = series.buckets().at(at);
      Counts since = series.between(from, to);
      spent += since.bad();
      from = Math.max(from, to + 1);
      burnDown.add(new Point(at, 1 - spent / budget, since));
    }
    return burnDown;
  }

  /**
   * @param left the share of the budget
   * @param since what happened since the point before
   */
  public record Point(Instant at, double left, Counts since) {}

  /** The share that kept the objective; none where nothing happened. */
  public @Nullable Double attained() {
    return counts.attained();
  }

  /** The share of the budget that is left, negative where it is overdrawn. */
  public @Nullable Double budgetLeft() {
    return counts.budgetLeft(slo.target());
  }
}
