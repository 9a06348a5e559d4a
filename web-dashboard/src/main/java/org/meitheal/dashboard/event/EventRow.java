package org.meitheal.dashboard.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.EventView;

/**
 * An event as one row of the list.
 *
 * @param bad whether something is wrong, not right again
 * @param difference of an answer that was wrong, as a share of its largest value
 * @param decision behind the answer; none where the event is about none
 */
public record EventRow(
    String id,
    String instant,
    String moment,
    boolean bad,
    String what,
    String devices,
    String difference,
    String by,
    @Nullable String decision) {

  public static List<EventRow> of(List<EventView> events) {
    return events.stream().map(EventRow::of).toList();
  }

  private static String what(EventView event) {
    EventView.AboutObjective objective = event.objective();
    if (objective != null) {
      return "objective " + objective.name() + ": " + objective.what();
    }
    return event.mismatch() == null ? "taken back into divisions" : "a divided answer was wrong";
  }

  private static EventRow of(EventView event) {
    EventView.Mismatch mismatch = event.mismatch();
    return new EventRow(
        event.id(),
        event.at().toString(),
        Quantities.moment(event.at()),
        mismatch != null || event.kind().equals(EventView.ALERT_FIRING),
        what(event),
        event.devices().isEmpty() ? "nobody named" : String.join(", ", event.devices()),
        mismatch == null ? Quantities.UNKNOWN : Quantities.share(mismatch.report().difference()),
        event.by(),
        mismatch == null ? null : mismatch.decision());
  }
}
