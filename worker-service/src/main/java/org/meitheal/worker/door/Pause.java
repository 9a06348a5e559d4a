package org.meitheal.worker.door;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A while in which something is not tried again. */
final class Pause {
  private final long nanos;
  private final LongSupplier nanoTime;
  private volatile @Nullable Long beganAt;

  Pause(Duration length, LongSupplier nanoTime) {
    this.nanos = length.toNanos();
    this.nanoTime = nanoTime;
  }

  void begin() {
    beganAt = nanoTime.getAsLong();
  }

  boolean isOver() {
    Long began = beganAt;
    return began == null || nanoTime.getAsLong() - began >= nanos;
  }
}
