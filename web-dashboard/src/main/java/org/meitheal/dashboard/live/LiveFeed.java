package org.meitheal.dashboard.live;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest frame, and a place to wait for the next. A client that is slow skips frames instead of
 * queueing them, so it costs no memory.
 */
final class LiveFeed {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Frame newest = Frame.EMPTY;

  void publish(Map<String, LiveText> texts) {
    lock.lock();
    try {
      newest = newest.next(texts);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Of the newest frame; 0 before the first. */
  long number() {
    lock.lock();
    try {
      return newest.number();
    } finally {
      lock.unlock();
    }
  }

  /** A frame after {@code number}, or the newest there is when the time is up. */
  Frame after(long number, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    if (!lock.tryLock(left, TimeUnit.NANOSECONDS)) {
      return Frame.EMPTY;
    }
    try {
      while (newest.number() <= number && left > 0) {
        left = changed.awaitNanos(left);
      }
      return newest;
    } finally {
      lock.unlock();
    }
  }
}
