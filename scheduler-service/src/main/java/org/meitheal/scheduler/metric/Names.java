package org.meitheal.scheduler.metric;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds the values of a label: the first so many are kept, later ones are all {@link #OTHER}. */
final class Names {
  static final String OTHER = "other";

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Names(int most) {
    this.most = most;
  }

  String of(String name) {
    if (known.contains(name)) {
      return name;
    }
    if (known.size() >= most) {
      return OTHER;
    }
    known.add(name);
    return name;
  }
}
