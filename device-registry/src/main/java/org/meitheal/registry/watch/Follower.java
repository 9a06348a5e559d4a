package org.meitheal.registry.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.link.LinkKey;

/**
 * One client of the watch. Its queue is bounded: one that cannot keep up is dropped, and can resume
 * by its last event's id.
 */
final class Follower {
  /** A little under the second that followers are promised. */
  private static final long COMMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  private List<Frame> first;
  private final BlockingQueue<Frame> queue;
  private final @Nullable HeldLinks held;
  private final boolean segments;
  private volatile boolean closed;

  /**
   * @param first what is sent before any change: a snapshot, or what was missed
   */
  Follower(List<Frame> first, int capacity, Wish wish, LongSupplier nanoTime) {
    this.first = first;
    this.held = wish.linkPeriod().isZero() ? null : new HeldLinks(wish.linkPeriod(), nanoTime);
    this.segments = wish.segments();
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** False if the client is too slow: it is closed. */
  boolean offer(Frame frame) {
    if (held != null && frame.event() instanceof WatchEvent.LinkChanged(long _, LinkView link)) {
      held.hold(new LinkKey(link.from(), link.to()), frame);
      return !closed;
    }
    if (held != null && frame.event() instanceof WatchEvent.DeviceRemoved(long _, String id)) {
      held.forget(id);
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
      Frame frame = queue.poll(nextComment - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame != null) {
        out.write(bytes(frame));
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
      out.write(bytes(frame));
    }
    first = List.of();
    for (Frame next = queue.poll(); next != null && !closed; next = queue.poll()) {
      out.write(bytes(next));
    }
    if (held != null) {
      for (Frame link : held.due()) {
        out.write(bytes(link));
      }
    }
    out.flush();
  }

  private byte[] bytes(Frame frame) {
    return segments ? frame.bytes() : frame.brief();
  }
}
