package org.meitheal.core.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.AlertRule.Reading;
import org.meitheal.core.slo.AlertRule.Severity;

/**
 * The step that an objective's budget asks for, and what the rule remembers between evaluations
 * (planning.md §5: bounded steps, hysteresis).
 *
 * <ul>
 *   <li><b>Up</b> one step while a page fires, once per short window of the fastest alert.
 *   <li><b>Down</b> one step once it was calm for long: nothing fires, and over the fastest alert's
 *       long window the budget burns at less than half of the pace at which it lasts. A page needs
 *       6 times that pace, so no noise between the two moves anything.
 *   <li><b>Below neutral</b> where moreover three quarters of the budget are left, of enough events
 *       to tell; back to neutral when half is left, an alert fires, or it burns faster than it
 *       lasts.
 *   <li><b>No cycle</b>: each time a step up undoes a step down, the calm that the next step down
 *       takes doubles, to {@value #MOST_REVERSALS} doublings. A step down that holds for a sixth of
 *       the objective's window ends that.
 * </ul>
 *
 * @param since when the step was taken
 * @param calmSince none while it is not calm
 * @param reversals steps up that undid a step down, of late
 * @param lowered whether the last step went down
 */
public record Feedback(
    Step step, Instant since, @Nullable Instant calmSince, int reversals, boolean lowered) {
  static final int MOST_REVERSALS = 4;

  private static final double CALM_BURN = 0.5;
  private static final double LASTING_BURN = 1;
  private static final double WHOLE = 0.75;
  private static final double HALF = 0.5;
  private static final int SLOWER_BELOW_NEUTRAL = 6;
  private static final int HOLDS = 6;

  public Feedback {
    if (reversals < 0 || reversals > MOST_REVERSALS) {
      throw new IllegalArgumentException("reversals are counted to " + MOST_REVERSALS);
    }
  }

  public static Feedback begin(Instant now) {
    return new Feedback(Step.NEUTRAL, now, null, 0, false);
  }

  /**
   * The next state; of the same step as a rule, else one step from it.
   *
   * @param readings by rule, as {@link AlertRule#of} orders them
   * @param all what happened in the objective's window
   */
  public Feedback next(Slo slo, List<Reading> readings, Counts all, Instant now) {
    List<AlertRule> rules = AlertRule.of(slo.window());
    Signal signal = Signal.of(slo, rules, readings, all);
    Feedback current = settled(slo, now).calmed(signal.calm(), now);
    if (signal.paging()) {
      return current.isDue(rules.getFirst().shortWindow(), now) ? current.raised(now) : current;
    }
    if (step == Step.THRIFTY && signal.spending()) {
      return current.raised(now);
    }
    return current.mayLower(signal, rules.getFirst().longWindow(), now)
        ? current.lowered(now)
        : current;
  }

  private boolean isDue(Duration hold, Instant now) {
    boolean tops = step == Step.HIGHEST;
    boolean atOnce = step.number() <= 0;
    return !tops && (atOnce || !now.isBefore(since.plus(hold)));
  }

  private boolean mayLower(Signal signal, Duration calm, Instant now) {
    if (calmSince == null || step == Step.THRIFTY) {
      return false;
    }
    boolean belowNeutral = step == Step.NEUTRAL;
    Duration hold =
        calm.multipliedBy((belowNeutral ? SLOWER_BELOW_NEUTRAL : 1) * (1L << reversals));
    Instant start = calmSince.isAfter(since) ? calmSince : since;
    return !now.isBefore(start.plus(hold)) && (!belowNeutral || signal.whole());
  }

  private Feedback settled(Slo slo, Instant now) {
    boolean holds = lowered && !now.isBefore(since.plus(slo.window().dividedBy(HOLDS)));
    return holds ? new Feedback(step, since, calmSince, 0, lowered) : this;
  }

  private Feedback calmed(boolean calm, Instant now) {
    Instant start = calm ? (calmSince == null ? now : calmSince) : null;
    return new Feedback(step, since, start, reversals, lowered);
  }

  private Feedback raised(Instant now) {
    Step next = step.up();
    return next == step
        ? this
        : new Feedback(
            next, now, null, Math.min(MOST_REVERSALS, reversals + (lowered ? 1 : 0)), false);
  }

  private Feedback lowered(Instant now) {
    return new Feedback(step.down(), now, calmSince, reversals, true);
  }

  /**
   * What the readings say to the rule.
   *
   * @param spending more than a step below neutral may
   */
  private record Signal(boolean paging, boolean calm, boolean whole, boolean spending) {
    static Signal of(Slo slo, List<AlertRule> rules, List<Reading> readings, Counts all) {
      boolean paging = false;
      boolean firing = false;
      for (int rule = 0; rule < rules.size(); rule++) {
        boolean burns = readings.get(rule).burns();
        firing |= burns;
        paging |= burns && rules.get(rule).severity() == Severity.PAGE;
      }
      Double left = all.budgetLeft(slo.target());
      boolean calm = !firing && burn(readings.getFirst()) < CALM_BURN;
      boolean whole =
          calm
              && left != null
              && left >= WHOLE
              && all.total() * slo.budget() >= slo.minimumBad()
              && burn(readings.getLast()) < CALM_BURN;
      boolean spending =
          firing || (left != null && left < HALF) || burn(readings.get(1)) >= LASTING_BURN;
      return new Signal(paging, calm, whole, spending);
    }

    private static double burn(Reading reading) {
      Double burn = reading.longBurn();
      return burn == null ? 0 : burn;
    }
  }
}
