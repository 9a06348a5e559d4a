package org.meitheal.worker.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.part.PartLostException;

/** All attempts that this device takes part in, bounded in number, bytes and time. */
public final class Exchanges implements AutoCloseable {
  /** Attempts at once; a device helps with a few. */
  private static final int MOST = 256;

  /** Rows that were sent and are kept for replays, over all attempts. */
  private static final long KEPT_BYTES = 16L << 20;

  private static final int ENDED_REMEMBERED = 10_000;

  /** A lead may take so long after the deadline to say that it is over. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final String device;
  private final RowsClient client;
  private final RequestMemory memory;
  private final LaneClock clock;
  private final KeptBytes kept = new KeptBytes(KEPT_BYTES);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<AttemptId, Exchange> open = new HashMap<>();
  private final Map<AttemptId, Boolean> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AttemptId, Boolean> eldest) {
          return size() > ENDED_REMEMBERED;
        }
      };
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("exchange-timer").factory());

  /**
   * @param device this one
   */
  Exchanges(String device, RowsClient client, RequestMemory memory, LaneClock clock) {
    this.device = device;
    this.client = client;
    this.memory = memory;
    this.clock = clock;
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * For a part that takes part.
   *
   * @param deadline in the lanes' clock; the exchange ends soon after it
   * @throws PartLostException if the attempt has ended
   * @throws MemoryExhaustedException if this device takes part in too many
   */
  public Exchange join(AttemptId id, Terms terms, long deadline) throws PartLostException {
    Exchange exchange = find(id, deadline);
    if (exchange == null) {
      throw new PartLostException(0, "the execution has ended");
    }
    exchange.agree(terms, deadline);
    return exchange;
  }

  /**
   * For rows or a message that may come before any part.
   *
   * @param deadline in the lanes' clock
   * @return null if the attempt has ended
   * @throws MemoryExhaustedException if this device takes part in too many
   */
  public @Nullable Exchange find(AttemptId id, long deadline) {
    lock.lock();
    try {
      if (ended.containsKey(id)) {
        return null;
      }
      Exchange exchange = open.get(id);
      return exchange == null ? create(id, deadline) : exchange;
    } finally {
      lock.unlock();
    }
  }

  /** Ends an attempt, and remembers it, so that whatever comes later is too late. */
  public void end(AttemptId id) {
    Exchange exchange;
    lock.lock();
    try {
      exchange = open.get(id);
      ended.put(id, true);
    } finally {
      lock.unlock();
    }
    if (exchange != null) {
      exchange.end();
    }
  }

  /** Whether this device takes part in it at the moment. */
  public boolean isOpen(AttemptId id) {
    lock.lock();
    try {
      return open.containsKey(id);
    } finally {
      lock.unlock();
    }
  }

  long keptBytes() {
    return kept.used();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private Exchange create(AttemptId id, long deadline) {
    if (open.size() >= MOST) {
      throw new MemoryExhaustedException();
    }
    Exchange exchange = new Exchange(id, device, client, memory.lease(), kept, () -> forget(id));
    open.put(id, exchange);
    long left = Math.clamp(deadline - clock.now() + GRACE_NANOS, GRACE_NANOS, LONGEST_NANOS);
    var timeout = timer.schedule(() -> endInTime(id), left, TimeUnit.NANOSECONDS);
    exchange.whenEnded(() -> timeout.cancel(false));
    return exchange;
  }

  private void forget(AttemptId id) {
    lock.lock();
    try {
      open.remove(id);
      ended.put(id, true);
    } finally {
      lock.unlock();
    }
  }

  private void endInTime(AttemptId id) {
    end(id);
  }
}
