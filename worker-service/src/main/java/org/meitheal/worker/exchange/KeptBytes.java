package org.meitheal.worker.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** What all attempts together may hold of one kind of rows, in bytes. */
final class KeptBytes {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  KeptBytes(long limit) {
    this.limit = limit;
  }

  /** Whether there is room; then it is taken until {@link #give}. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= limit) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
