package org.meitheal.dashboard.topology;

import java.util.List;
import org.meitheal.core.fleet.Liveness;

/**
 * What a row, a column or a box stands for: one node, or all of a cell.
 *
 * @param key a node's id, or a group's key such as {@code device/hall-a}
 * @param group key of the group that it is or belongs to
 * @param members one for a node
 */
record End(String key, String group, String label, Kind kind, List<Member> members) {
  /** From the top of the map downwards. */
  enum Kind {
    CLOUD,
    EDGE,
    DEVICE,
    SITE
  }

  /**
   * @param health {@code good}, {@code doubtful} or {@code bad}
   */
  record Member(String id, String health) {
    static String health(Liveness liveness) {
      return switch (liveness) {
        case ONLINE -> "good";
        case SUSPECT, CUT, HALF_ALIVE -> "doubtful";
        case OFFLINE -> "bad";
      };
    }
  }

  boolean isGroup() {
    return members.size() != 1 || !members.getFirst().id().equals(key);
  }

  long count(String health) {
    return members.stream().filter(member -> member.health().equals(health)).count();
  }

  /** Each member by itself. */
  List<End> apart() {
    return members.stream()
        .map(member -> new End(member.id(), group, member.id(), kind, List.of(member)))
        .toList();
  }
}
