package org.meitheal.dashboard.topology;

import java.time.Instant;
import java.util.List;
import org.meitheal.dashboard.text.Quantities;

/**
 * The page at one moment.
 *
 * @param heard how long ago the registry was heard; a dash where never
 * @param fresh false where that is too long ago to be true
 * @param groups boxes of the map, as a table
 * @param links cells of the heat map, as a table
 * @param linksNote what the table leaves out; empty where nothing is
 */
record TopologyView(
    Instant at,
    String heard,
    boolean fresh,
    String title,
    boolean drilled,
    MapView map,
    HeatView heat,
    List<GroupRow> groups,
    List<Bundle> links,
    String linksNote,
    String drilledNote) {
  record GroupRow(
      End end,
      String tier,
      int members,
      long good,
      long doubtful,
      long bad,
      List<String> figures) {}

  public boolean isEmpty() {
    return groups.isEmpty();
  }

  public String clock() {
    return Quantities.clock(at) + " UTC";
  }

  public List<String> scale() {
    return RttScale.words();
  }
}
