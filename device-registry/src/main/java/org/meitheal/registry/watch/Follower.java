package org.meitheal.registry.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client of the watch. Its queue is bounded: one that cannot keep up is dropped, and can resume
 * by its last event's id.
 */
final class Follower {
  /** A little under the second that followers are promised. */
  private static final long COMMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  private List<Frame> first;
  private final BlockingQueue<Frame> queue;
  private final @Nullable Pace pace;
  private final boolean segments;
  private volatile boolean closed;

  /**
   * @param first what is sent before any change: a snapshot, or what was missed
   */
  Follower(List<Frame> first, int capacity, Wish wish, LongSupplier nanoTime) {
    this.first = first;
    this.pace = wish.everything() ? null : new Pace(wish, nanoTime);
    this.segments = wish.segments();
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** False if the client is too slow: it is closed. */
  boolean offer(Frame frame) {
    Pace.Taken taken = pace == null ? Pace.Taken.NO : pace.take(frame);
    if (taken == Pace.Taken.FIRST) {
      // Wakes the writer. A queue that is full needs no waking: it writes.
      var _ = queue.offer(Frame.NONE);
    }
    if (taken != Pace.Taken.NO) {
      return !closed;
    }
    boolean kept = !closed && queue.offer(frame);
    if (!kept) {
      close();
    }
    return kept;
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Writes until closed, the client is gone or the thread is interrupted. */
  void writeTo(OutputStream out) throws IOException, InterruptedException {
    writePending(out);
    long nextComment = System.nanoTime() + COMMENT_NANOS;
    while (!closed) {
      long patience = nextComment - System.nanoTime();
      if (pace != null) {
        patience = Math.min(patience, pace.untilDue());
      }
      Frame frame = queue.poll(patience, TimeUnit.NANOSECONDS);
      if (frame != null) {
        write(frame, out);
      }
      if (System.nanoTime() - nextComment >= 0) {
        out.write(Frame.ALIVE);
        nextComment = System.nanoTime() + COMMENT_NANOS;
      }
      writePending(out);
    }
  }

  /** Writes all that can be written without waiting. */
  void writePending(OutputStream out) throws IOException {
    for (Frame frame : first) {
      write(frame, out);
    }
    first = List.of();
    for (Frame next = queue.poll(); next != null && !closed; next = queue.poll()) {
      write(next, out);
    }
    if (pace != null) {
      for (Frame due : pace.due()) {
        write(due, out);
      }
    }
    out.flush();
  }

  private void write(Frame frame, OutputStream out) throws IOException {
    if (frame != Frame.NONE) {
      out.write(segments ? frame.bytes() : frame.brief());
    }
  }
}
