package org.meitheal.worker.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which rows are on their way to other devices, and which were lost. Its owner's lock guards it.
 */
final class Deliveries {
  private final Map<Owed, Integer> underWay = new HashMap<>();
  private final Set<Owed> lost = new HashSet<>();

  void begin(Owed owed) {
    underWay.merge(owed, 1, Integer::sum);
    lost.remove(owed);
  }

  /** Lost only if nobody sends the same again. */
  void end(Owed owed, boolean delivered) {
    underWay.computeIfPresent(owed, (_, count) -> count == 1 ? null : (Integer) (count - 1));
    if (!delivered && !underWay.containsKey(owed)) {
      lost.add(owed);
    }
  }

  boolean isUnderWay(int from) {
    return underWay.keySet().stream().anyMatch(owed -> owed.transfer().from() == from);
  }

  boolean isLost(int from) {
    return lost.stream().anyMatch(owed -> owed.transfer().from() == from);
  }
}
