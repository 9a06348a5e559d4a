package org.meitheal.lab.simulation;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to happen, in virtual time; of two things at one moment, what was asked for first. */
final class EventQueue {
  private record Event(double atMs, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long number;
  private double nowMs;

  double nowMs() {
    return nowMs;
  }

  /** Has something happen then, or next if that has passed. */
  void at(double atMs, Runnable action) {
    events.add(new Event(Math.max(atMs, nowMs), number++, action));
  }

  /** Lets one thing happen; false if there is none. */
  boolean next() {
    @Nullable Event event = events.poll();
    if (event == null) {
      return false;
    }
    nowMs = event.atMs();
    event.action().run();
    return true;
  }
}
