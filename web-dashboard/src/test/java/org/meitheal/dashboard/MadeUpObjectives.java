package org.meitheal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.AlertRule;
import org.meitheal.core.slo.Slo;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.ObjectiveView.Burn;
import org.meitheal.protocol.scheduler.ObjectiveView.Feedback;
import org.meitheal.protocol.scheduler.ObjectiveView.Point;

/** Objectives in each state: burning, spent, whole and of the file, and new. */
final class MadeUpObjectives {
  static final String BURNING = "sorting";
  static final String SPENT = "gate-photos";
  static final String OF_FILE = "night-shift";
  static final String NEW = "labels";
  private static final int POINTS = 120;

  private MadeUpObjectives() {}

  /** All of them, and what spent their budgets. */
  static void tell(FakeCluster cluster) {
    cluster.objectives.clear();
    cluster.objectives.put(burning());
    cluster.objectives.put(
        view(
            spec(SPENT, null, "gate", null, 0.99, null, "7d"),
            ObjectiveView.API,
            new Counts(4_870, 130),
            new double[] {0.4, 0.9, 1.6},
            0,
            new Feedback(1, 0.5, 0.5, Instant.now().minusSeconds(7_200))));
    cluster.objectives.put(
        view(
            spec(OF_FILE, null, null, 2, 0.9, 8_000.0, "30d"),
            ObjectiveView.FILE,
            new Counts(21_904, 96),
            new double[] {0, 0.05, 0.04},
            0,
            new Feedback(-1, 1.5, 0, Instant.now().minusSeconds(90_000))));
    cluster.objectives.put(
        fresh(spec(NEW, MadeUp.MODEL, null, null, 0.95, null, "30d").filled(NEW)));
    IntStream.rangeClosed(1, 60)
        .mapToObj(MadeUpObjectives::spender)
        .forEach(cluster.objectives.spenders::add);
  }

  static ObjectiveView burning() {
    return view(
        spec(BURNING, MadeUp.MODEL, null, 1, 0.95, 3_000.0, "30d"),
        ObjectiveView.API,
        new Counts(9_641, 359),
        new double[] {16.2, 7.9, 1.1},
        2,
        new Feedback(2, 0.25, 0.8, Instant.now().minusSeconds(600)));
  }

  /** Nothing was counted yet. */
  static ObjectiveView fresh(ObjectiveSpec spec) {
    return view(
        spec,
        ObjectiveView.API,
        new Counts(0, 0),
        new double[0],
        0,
        new Feedback(0, 1, 0, Instant.now()));
  }

  static ObjectiveSpec spec(
      String name,
      @Nullable String model,
      @Nullable String pipeline,
      @Nullable Integer priority,
      double target,
      @Nullable Double deadlineMs,
      String window) {
    return new ObjectiveSpec(name, model, pipeline, priority, target, deadlineMs, window, 10);
  }

  private record Counts(long good, long bad) {
    @Nullable Double attained() {
      return good + bad == 0 ? null : (double) good / (good + bad);
    }
  }

  /**
   * @param burns of the long windows; the short ones burn a little faster
   * @param firing how many of the alerts fire, the first ones
   */
  private static ObjectiveView view(
      ObjectiveSpec spec,
      String origin,
      Counts counts,
      double[] burns,
      int firing,
      Feedback feedback) {
    Slo slo = spec.toSlo(spec.name());
    Double attained = counts.attained();
    Double left = attained == null ? null : 1 - (1 - attained) / slo.budget();
    return new ObjectiveView(
        spec,
        origin,
        slo.window().toSeconds(),
        counts.good(),
        counts.bad(),
        attained,
        left,
        burns(slo, burns, firing),
        feedback,
        left == null ? List.of() : points(slo.window(), left, counts),
        Instant.now());
  }

  private static List<Burn> burns(Slo slo, double[] longBurns, int firing) {
    List<Burn> burns = new ArrayList<>();
    for (AlertRule rule : AlertRule.of(slo.window())) {
      int at = burns.size();
      Double burn = at < longBurns.length ? longBurns[at] : null;
      burns.add(
          new Burn(
              rule.severity().name().toLowerCase(Locale.ROOT),
              rule.budgetShare(),
              rule.longWindow().toMillis() / 1e3,
              rule.shortWindow().toMillis() / 1e3,
              rule.threshold(slo.window()),
              burn,
              burn == null ? null : burn * 1.2,
              at < firing ? "firing" : "ok",
              at < firing ? Instant.now().minusSeconds(720) : null));
    }
    return burns;
  }

  /** Slowly at first, and then faster. */
  private static List<Point> points(Duration window, double left, Counts counts) {
    Instant now = Instant.now();
    return IntStream.rangeClosed(1, POINTS)
        .mapToObj(i -> {
          double share = Math.pow((double) i / POINTS, 4);
          Instant at = now.minus(window.multipliedBy(POINTS - i).dividedBy(POINTS));
          return new Point(
              at,
              1 - (1 - left) * share,
              counts.good() / POINTS,
              Math.round(4.0 * counts.bad() * Math.pow((double) i / POINTS, 3) / POINTS));
        })
        .toList();
  }

  /** The first is the newest. */
  private static ExecutionView spender(int number) {
    String state = List.of("completed", "expired", "failed", "rejected").get(number % 4);
    boolean answered = state.equals("completed");
    return new ExecutionView(
        "lab.x%04d".formatted(9_000 - number),
        "lab.%013d".formatted(3),
        MadeUp.MODEL,
        state,
        state.equals("rejected") ? null : "edge-1",
        "edge",
        1,
        4_000,
        2_100.0,
        answered ? 3_200.0 + number : null,
        answered ? true : null,
        null,
        null,
        state.equals("failed") ? "the device went away" : null,
        Instant.now().minusSeconds(97L * number));
  }
}
