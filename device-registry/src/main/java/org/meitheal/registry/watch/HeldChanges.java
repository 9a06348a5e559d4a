package org.meitheal.registry.watch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Changes for a follower who wants so many a second at most: the newest of each device (or link),
 * those that wait longest first. As long as there are fewer, none waits. A large fleet changes more
 * often than people can look. Bounded by the number of devices (or links).
 *
 * @param <K> what changes
 */
final class HeldChanges<K> {
  /** What may be told at once after a quiet time, as a share of a second. */
  private static final double BURST = 0.1;

  private final double perNano;
  private final double burst;
  private final LongSupplier nanoTime;
  private final Map<K, Frame> held = new LinkedHashMap<>();
  private double allowed;
  private long allowedAt;

  /**
   * @param perSecond how many; zero where none is ever held
   */
  HeldChanges(int perSecond, LongSupplier nanoTime) {
    this.perNano = perSecond / (double) TimeUnit.SECONDS.toNanos(1);
    this.burst = Math.max(1, perSecond * BURST);
    this.nanoTime = nanoTime;
    this.allowed = burst;
    this.allowedAt = nanoTime.getAsLong();
  }

  /**
   * Takes what is newer in; whose turn it is stays as it was.
   *
   * @return whether nothing was held before, so that nobody may be waiting for its turn
   */
  synchronized boolean hold(K key, Frame frame) {
    boolean first = held.isEmpty();
    held.put(key, frame);
    return first;
  }

  synchronized void forget(Predicate<K> gone) {
    held.keySet().removeIf(gone);
  }

  /** Those whose turn has come, which are not held any more. */
  synchronized List<Frame> due() {
    long now = nanoTime.getAsLong();
    allowed = Math.min(burst, allowed + (now - allowedAt) * perNano);
    allowedAt = now;
    List<Frame> due = new ArrayList<>();
    Iterator<Frame> oldestFirst = held.values().iterator();
    while (allowed >= 1 && oldestFirst.hasNext()) {
      due.add(oldestFirst.next());
      oldestFirst.remove();
      allowed -= 1;
    }
    return due;
  }

  /**
   * In how many nanoseconds to ask again; far away where none is held. Where many are, in time for
   * a burst of them: one by one, each would be a packet.
   */
  synchronized long untilDue() {
    if (held.isEmpty()) {
      return Long.MAX_VALUE;
    }
    double wanted = Math.max(1, Math.min(burst, held.size()));
    long since = nanoTime.getAsLong() - allowedAt;
    return (long) Math.ceil((wanted - allowed) / perNano) - since;
  }
}
