package org.meitheal.core.placement;

import java.util.ArrayList;
import java.util.List;

/** Keeps the nearest few of all that it is shown, nearest first. */
final class Nearest {
  private final int limit;
  private final List<Reach> kept;
  private int left;

  Nearest(int limit) {
    this.limit = limit;
    this.kept = new ArrayList<>(limit + 1);
  }

  void add(Reach reach) {
    int at = kept.size();
    while (at > 0 && Reach.BY_DISTANCE.compare(reach, kept.get(at - 1)) < 0) {
      at--;
    }
    if (at < limit) {
      kept.add(at, reach);
    }
    if (at >= limit || kept.size() > limit) {
      left++;
    }
    if (kept.size() > limit) {
      kept.removeLast();
    }
  }

  List<Reach> kept() {
    return kept;
  }

  /** How many were shown but not kept. */
  int left() {
    return left;
  }
}
