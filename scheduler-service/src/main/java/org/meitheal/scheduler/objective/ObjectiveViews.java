package org.meitheal.scheduler.objective;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.AlertRule;
import org.meitheal.core.slo.AlertRule.Reading;
import org.meitheal.core.slo.AlertState;
import org.meitheal.core.slo.Evaluation;
import org.meitheal.core.slo.Evaluation.Point;
import org.meitheal.core.slo.Feedback;
import org.meitheal.core.slo.Slo;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.ObjectiveView.Burn;

/** Objectives and alerts as the API shows them. */
final class ObjectiveViews {
  private final String site;

  ObjectiveViews(String site) {
    this.site = site;
  }

  ObjectiveView of(Tracked tracked, @Nullable List<Point> budget) {
    Evaluation latest = tracked.latest();
    Feedback feedback = latest.standing().feedback();
    return new ObjectiveView(
        ObjectiveSpec.of(latest.slo()),
        tracked.objective().isOfFile() ? ObjectiveView.FILE : ObjectiveView.API,
        latest.slo().window().toSeconds(),
        latest.counts().good(),
        latest.counts().bad(),
        latest.attained(),
        latest.budgetLeft(),
        burns(latest),
        new ObjectiveView.Feedback(
            feedback.step().number(),
            feedback.step().toleranceFactor(),
            feedback.step().floor(),
            feedback.since()),
        budget == null ? null : budget.stream().map(ObjectiveViews::point).toList(),
        latest.at());
  }

  /** The alerts that fire. */
  List<AlertView> alerts(Evaluation evaluation) {
    List<AlertView> firing = new ArrayList<>();
    List<AlertState> states = evaluation.standing().alerts();
    for (int rule = 0; rule < states.size(); rule++) {
      if (states.get(rule) instanceof AlertState.Firing(Instant since)) {
        firing.add(alert(evaluation, rule, since, AlertView.FIRING));
      }
    }
    return firing;
  }

  /**
   * @param since when it began to fire
   */
  AlertView alert(Evaluation evaluation, int rule, Instant since, String status) {
    return new AlertView(
        "%s/%s/%d/%d".formatted(site, evaluation.slo().name(), rule, since.toEpochMilli()),
        status,
        site,
        ObjectiveSpec.of(evaluation.slo()),
        burn(evaluation, rule),
        evaluation.attained(),
        evaluation.budgetLeft(),
        since,
        evaluation.at());
  }

  private static List<Burn> burns(Evaluation evaluation) {
    List<Burn> burns = new ArrayList<>();
    for (int rule = 0; rule < evaluation.readings().size(); rule++) {
      burns.add(burn(evaluation, rule));
    }
    return burns;
  }

  private static Burn burn(Evaluation evaluation, int index) {
    Slo slo = evaluation.slo();
    AlertRule rule = AlertRule.of(slo.window()).get(index);
    Reading reading = evaluation.readings().get(index);
    Instant since =
        evaluation.standing().alerts().get(index) instanceof AlertState.Firing(Instant began)
            ? began
            : null;
    return new Burn(
        rule.severity().name().toLowerCase(Locale.ROOT),
        rule.budgetShare(),
        rule.longWindow().toMillis() / 1e3,
        rule.shortWindow().toMillis() / 1e3,
        rule.threshold(slo.window()),
        reading.longBurn(),
        reading.shortBurn(),
        since == null ? "ok" : AlertView.FIRING,
        since);
  }

  private static ObjectiveView.Point point(Point point) {
    return new ObjectiveView.Point(
        point.at(), point.left(), point.since().good(), point.since().bad());
  }
}
