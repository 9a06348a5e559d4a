package org.meitheal.scheduler.objective;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.AlertState;
import org.meitheal.core.slo.Evaluation;
import org.meitheal.core.slo.Feedback;
import org.meitheal.core.slo.Standing;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.EventView.AboutObjective;
import org.meitheal.scheduler.record.RecordIds;

/** What changed from one standing to the next, in words for the record and for the webhook. */
final class News {
  private final ObjectiveViews views;
  private final RecordIds ids;
  private final String site;

  News(ObjectiveViews views, RecordIds ids, String site) {
    this.views = views;
    this.ids = ids;
    this.site = site;
  }

  /** Alerts that began, and that ended. */
  List<AlertView> alerts(Standing before, Evaluation after) {
    List<AlertView> changed = new ArrayList<>();
    for (int rule = 0; rule < after.standing().alerts().size(); rule++) {
      AlertState was = before.alerts().get(rule);
      AlertState is = after.standing().alerts().get(rule);
      if (is instanceof AlertState.Firing(Instant since) && was instanceof AlertState.Ok) {
        changed.add(views.alert(after, rule, since, AlertView.FIRING));
      } else if (is instanceof AlertState.Ok && was instanceof AlertState.Firing(Instant since)) {
        changed.add(views.alert(after, rule, since, AlertView.RESOLVED));
      }
    }
    return changed;
  }

  /** The same, and the step if one was taken, for the record. */
  List<EventView> events(Standing before, Evaluation after) {
    List<EventView> events = new ArrayList<>();
    for (AlertView alert : alerts(before, after)) {
      boolean fires = alert.status().equals(AlertView.FIRING);
      events.add(
          event(
              after,
              fires ? EventView.ALERT_FIRING : EventView.ALERT_RESOLVED,
              fires
                  ? "%s: the budget burns %.1f times faster than it lasts, over %s; from %.1f on it fires"
                      .formatted(
                          alert.alert().severity(),
                          orZero(alert.alert().longBurn()),
                          words(alert.alert().longS()),
                          alert.alert().threshold())
                  : "%s: the budget no longer burns, over %s"
                      .formatted(alert.alert().severity(), words(alert.alert().longS())),
              null));
    }
    Feedback was = before.feedback();
    Feedback is = after.standing().feedback();
    if (was.step() != is.step()) {
      events.add(
          event(
              after,
              EventView.OBJECTIVE_STEP,
              "plans tolerate %s times the misses, step %d after %d"
                  .formatted(is.step().toleranceFactor(), is.step().number(), was.step().number()),
              is.step().number()));
    }
    return events;
  }

  private EventView event(Evaluation after, String kind, String what, @Nullable Integer step) {
    return new EventView(
        ids.next(),
        after.at(),
        kind,
        site,
        List.of(),
        null,
        new AboutObjective(after.slo().name(), what, step, after.budgetLeft()));
  }

  private static double orZero(@Nullable Double burn) {
    return burn == null ? 0 : burn;
  }

  private static String words(double seconds) {
    if (seconds >= 86_400) {
      return String.format(Locale.ROOT, "%.1f d", seconds / 86_400);
    }
    return seconds >= 3_600
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3_600)
        : String.format(Locale.ROOT, "%.0f s", seconds);
  }
}
