package org.meitheal.dashboard.event;

import java.util.List;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.ExclusionView;

/** A device that takes no part in divisions. */
public record ExclusionRow(String device, String instant, String since, String why) {
  public static List<ExclusionRow> of(List<ExclusionView> exclusions) {
    return exclusions.stream().map(ExclusionRow::of).toList();
  }

  static ExclusionRow of(ExclusionView exclusion) {
    return new ExclusionRow(
        exclusion.device(),
        exclusion.since().toString(),
        Quantities.moment(exclusion.since()),
        exclusion.why());
  }
}
