package org.meitheal.registry.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.meitheal.registry.link.LinkKey;

/**
 * Links' changes for a follower who wants each link once a period only: the newest change of each,
 * due a period after the first that is held. A large fleet measures more links each second than
 * people look at in a day. Bounded by the number of links.
 */
final class HeldLinks {
  private final long periodNanos;
  private final LongSupplier nanoTime;
  private final Map<LinkKey, Held> held = new LinkedHashMap<>();

  private record Held(long since, Frame frame) {}

  HeldLinks(Duration period, LongSupplier nanoTime) {
    this.periodNanos = period.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Takes what is newer in; whose turn it is stays as it was. */
  synchronized void hold(LinkKey link, Frame frame) {
    Held before = held.get(link);
    held.put(link, new Held(before == null ? nanoTime.getAsLong() : before.since, frame));
  }

  /** Drops the links of a device that is gone, which would otherwise come after the news of it. */
  synchronized void forget(String device) {
    held.keySet().removeIf(link -> link.touches(device));
  }

  /** Those whose time has come, which are not held any more. */
  synchronized List<Frame> due() {
    long now = nanoTime.getAsLong();
    List<Frame> due = new ArrayList<>();
    Iterator<Held> oldestFirst = held.values().iterator();
    while (oldestFirst.hasNext()) {
      Held next = oldestFirst.next();
      if (now - next.since < periodNanos) {
        break;
      }
      due.add(next.frame);
      oldestFirst.remove();
    }
    return due;
  }
}
