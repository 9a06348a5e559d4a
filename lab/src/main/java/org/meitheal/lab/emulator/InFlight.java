package org.meitheal.lab.emulator;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What is under way in one direction of a connection. Bounded in bytes: a sender that is ahead of
 * its link waits, as behind a full TCP window.
 */
final class InFlight {
  /** One direction's window: 100 ms at 320 Mb/s. */
  static final int WINDOW_BYTES = 4 << 20;

  /** Something that arrives at a time. */
  sealed interface Arrival {
    long atNanos();
  }

  record Bytes(ByteBuffer content, long atNanos) implements Arrival {}

  record End(long atNanos) implements Arrival {}

  record Reset(long atNanos) implements Arrival {}

  private final Queue<Arrival> arrivals = new ArrayDeque<>();
  private long bytes;
  private boolean abandoned;

  synchronized void put(Bytes content) throws InterruptedException {
    while (bytes >= WINDOW_BYTES && !abandoned) {
      wait();
    }
    if (abandoned) {
      return;
    }
    bytes += content.content().remaining();
    arrivals.add(content);
    notifyAll();
  }

  /** The end needs no room. */
  synchronized void putLast(Arrival last) {
    arrivals.add(last);
    notifyAll();
  }

  /** Nobody takes any more: what is put is dropped. */
  synchronized void abandon() {
    abandoned = true;
    arrivals.clear();
    notifyAll();
  }

  synchronized Arrival take() throws InterruptedException {
    Arrival first = arrivals.poll();
    while (first == null) {
      wait();
      first = arrivals.poll();
    }
    if (first instanceof Bytes content) {
      bytes -= content.content().remaining();
      notifyAll();
    }
    return first;
  }
}
