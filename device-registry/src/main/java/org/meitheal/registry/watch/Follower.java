package org.meitheal.registry.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One client of the watch. Its queue is bounded: one that cannot keep up is dropped, and can resume
 * by its last event's id.
 */
final class Follower {
  /** A little under the second that followers are promised. */
  private static final long COMMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  private List<Frame> first;
  private final BlockingQueue<Frame> queue;
  private volatile boolean closed;

  /**
   * @param first what is sent before any change: a snapshot, or what was missed
   */
  Follower(List<Frame> first, int capacity) {
    this.first = first;
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** False if the client is too slow: it is closed. */
  boolean offer(Frame frame) {
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
      Frame frame = queue.poll(nextComment - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame != null) {
        out.write(frame.bytes());
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
      out.write(frame.bytes());
    }
    first = List.of();
    for (Frame next = queue.poll(); next != null && !closed; next = queue.poll()) {
      out.write(next.bytes());
    }
    out.flush();
  }
}
