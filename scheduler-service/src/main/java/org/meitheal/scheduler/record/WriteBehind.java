package org.meitheal.scheduler.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Keeps the database off the path of a request. {@link #offer} never waits; what does not fit is
 * lost, and counted. {@link #flush} is called by one thread at a time; rows that could not be
 * written stay for its next call.
 */
final class WriteBehind {
  private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
  private static final int BATCH = 500;

  private final BlockingQueue<Recorded> queue;
  private final RecordWriter writer;
  private final AtomicLong overflowed = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final List<Recorded> batch = new ArrayList<>();
  private volatile int inBatch;
  private volatile @Nullable String trouble;

  WriteBehind(int capacity, RecordWriter writer) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.writer = writer;
  }

  /** Writes rows, all or none. */
  interface RecordWriter {
    void write(List<Recorded> rows);
  }

  void offer(Recorded row) {
    if (!queue.offer(row)) {
      overflowed.incrementAndGet();
    }
  }

  /** Writes all that waits, or as much as the database takes. */
  void flush() {
    try {
      while (fill()) {
        write();
        batch.clear();
        inBatch = 0;
      }
      recovered();
    } catch (DataAccessException | IllegalStateException away) {
      failed(away);
    }
  }

  Status status() {
    return new Status(
        queue.size() + inBatch, written.get(), overflowed.get(), rejected.get(), trouble);
  }

  private boolean fill() {
    queue.drainTo(batch, BATCH - batch.size());
    inBatch = batch.size();
    return !batch.isEmpty();
  }

  private void write() {
    try {
      writer.write(batch);
      written.addAndGet(batch.size());
    } catch (DataIntegrityViolationException one) {
      // A row that can never be written must not keep the others.
      batch.forEach(this::writeAlone);
    }
  }

  private void writeAlone(Recorded row) {
    try {
      writer.write(List.of(row));
      written.incrementAndGet();
    } catch (DataIntegrityViolationException bad) {
      rejected.incrementAndGet();
      log.atWarn().addKeyValue("id", row.id()).log("The database does not take this record");
    }
  }

  private void failed(RuntimeException away) {
    if (trouble == null) {
      log.atWarn()
          .addKeyValue("cause", away.getMessage())
          .log("Decisions cannot be written now; they wait in memory");
    }
    trouble = "the database does not answer";
  }

  private void recovered() {
    if (trouble != null) {
      log.info("Decisions are written again");
    }
    trouble = null;
  }

  /**
   * @param waiting rows not yet written
   * @param overflowed rows lost because too many waited
   * @param rejected rows that the database would not take
   */
  record Status(
      int waiting, long written, long overflowed, long rejected, @Nullable String trouble) {}
}
