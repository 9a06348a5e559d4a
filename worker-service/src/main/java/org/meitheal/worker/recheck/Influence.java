package org.meitheal.worker.recheck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;

/**
 * Whose work a piece of an activation may come from: its own part's, and that of all whose rows it
 * was computed from, stage by stage back to the image. The lead is left out, since it is the one
 * who asks.
 */
final class Influence {
  private final Partition partition;
  private final List<String> devices;
  private final List<Size> sizes;

  /**
   * @param devices by part
   */
  Influence(Partition partition, List<String> devices) {
    this.partition = partition;
    this.devices = devices;
    this.sizes = partition.chain().sizes(partition.image());
  }

  /**
   * @param cut behind the stage that computed it, from 1
   * @param box that the part computed there
   */
  Set<String> on(int cut, int part, Box box) {
    Set<String> found = new TreeSet<>();
    Map<Integer, Box> from = Map.of(part, box);
    for (int behind = cut; behind > 0; behind--) {
      from.keySet().forEach(one -> found.add(devices.get(one)));
      from = before(behind - 1, from);
    }
    found.remove(devices.get(Partition.LEAD));
    return found;
  }

  /** What those boxes were computed from, at the cut in front of that stage, by who held it. */
  private Map<Integer, Box> before(int stage, Map<Integer, Box> computed) {
    Map<Integer, Box> before = new HashMap<>();
    if (stage == 0) {
      return before; // all is the image's, which the lead gave
    }
    Stage ran = partition.stages().get(stage);
    for (Box box : computed.values()) {
      Box needed = partition.chain().needed(ran.first(), ran.end(), sizes, box);
      for (int part = 0; part < partition.parts(); part++) {
        Box held = partition.heldAt(stage).box(part).intersect(needed);
        if (!held.isEmpty()) {
          before.merge(part, held, Box::hull);
        }
      }
    }
    return before;
  }
}
