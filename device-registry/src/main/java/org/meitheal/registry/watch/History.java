package org.meitheal.registry.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest changes, to resume from. Not for several threads at once. */
final class History {
  private final int capacity;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long before;

  /**
   * @param start the version of a state before any change
   */
  History(int capacity, long start) {
    this.capacity = capacity;
    this.before = start;
  }

  void add(Frame frame) {
    if (frames.size() == capacity) {
      before = frames.removeFirst().version();
    }
    frames.addLast(frame);
  }

  /** The version of the present state. */
  long version() {
    return frames.isEmpty() ? before : frames.getLast().version();
  }

  /**
   * What happened since; null if that is not known: too long ago, or a version that was not given
   * out here.
   */
  @Nullable List<Frame> since(long version) {
    if (version == before) {
      return List.copyOf(frames);
    }
    List<Frame> newer = new ArrayList<>();
    boolean found = false;
    for (Frame frame : frames) {
      if (found) {
        newer.add(frame);
      }
      found |= frame.version() == version;
    }
    return found ? newer : null;
  }
}
