package org.meitheal.core.split;

import java.util.List;
import org.meitheal.core.partition.Partition;

/**
 * A division that is expected to beat the best single device.
 *
 * @param places by part
 * @param spares by part, where it is run again if it is lost: a device that takes no part, else a
 *     lane that takes none, else the lead's own place; the lead's own entry is its place
 */
public record SplitPlan(
    SplitKind kind,
    Partition partition,
    List<Place> places,
    List<Place> spares,
    SplitForecast forecast) {
  public SplitPlan {
    places = List.copyOf(places);
    spares = List.copyOf(spares);
    if (places.size() != partition.parts() || spares.size() != partition.parts()) {
      throw new IllegalArgumentException("each part has a place and a spare");
    }
  }
}
