package org.meitheal.registry.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessException;

/**
 * A bounded queue of rows in front of the database. Adding never waits: when the queue is full the
 * row is dropped and counted. While the database is away the rows of the failed batch are kept and
 * tried again at the next flush; rows that the database refuses for good are dropped and counted.
 */
public final class WriteBehind<T> {
  private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
  private static final int BATCH = 1_000;
  private static final int MAX_MESSAGE = 300;

  private final String name;
  private final BlockingQueue<T> queue;
  private final Consumer<List<T>> writer;
  private final ReentrantLock flushing = new ReentrantLock();
  private final List<T> batch = new ArrayList<>(BATCH);
  private final LongAdder written = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile boolean failing;

  /**
   * @param writer writes a batch in one transaction, or throws and has written nothing
   */
  public WriteBehind(String name, int capacity, Consumer<List<T>> writer) {
    this.name = name;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.writer = writer;
  }

  /** Queues a row, or drops and counts it when the queue is full. */
  public boolean add(T row) {
    boolean queued = queue.offer(row);
    if (!queued) {
      dropped.increment();
    }
    return queued;
  }

  /** Writes what is queued until the queue is empty or the database fails. */
  public void flush() {
    flushing.lock();
    try {
      while (fill() && write()) {}
    } finally {
      flushing.unlock();
    }
  }

  /** What became of the rows so far. */
  public Counts counts() {
    return new Counts(name, queue.size(), written.sum(), dropped.sum(), refused.sum(), failing);
  }

  private boolean fill() {
    queue.drainTo(batch, BATCH - batch.size());
    return !batch.isEmpty();
  }

  private boolean write() {
    try {
      writer.accept(batch);
      written.add(batch.size());
      failing = false;
    } catch (NonTransientDataAccessException bad) {
      if (isUnreachable(bad)) {
        return keep(bad);
      }
      log.warn("{}: the database refused {} rows: {}", name, batch.size(), brief(bad));
      refused.add(batch.size());
    } catch (RuntimeException away) {
      return keep(away);
    }
    batch.clear();
    return true;
  }

  private static boolean isUnreachable(NonTransientDataAccessException failure) {
    return failure instanceof org.springframework.dao.NonTransientDataAccessResourceException;
  }

  /** The cause, without the rows, which it names one by one. */
  private static String brief(RuntimeException failure) {
    String message =
        String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
    return message.substring(0, Math.min(MAX_MESSAGE, message.length()));
  }

  private boolean keep(RuntimeException away) {
    if (!failing) {
      log.warn("{}: rows are held back until the database answers: {}", name, brief(away));
    }
    failing = true;
    return false;
  }

  /**
   * @param queued rows that wait
   * @param dropped rows that found the queue full
   * @param refused rows that the database would not take
   * @param failing whether the last batch could not be written
   */
  public record Counts(
      String name, int queued, long written, long dropped, long refused, boolean failing) {}
}
