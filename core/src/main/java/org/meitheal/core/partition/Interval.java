package org.meitheal.core.partition;

/** Half-open: from {@code from} (inclusive) to {@code to} (exclusive), along one axis. */
public record Interval(int from, int to) {
  public static final Interval EMPTY = new Interval(0, 0);

  public Interval {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no interval: [%d, %d)".formatted(from, to));
    }
  }

  public static Interval upTo(int length) {
    return new Interval(0, length);
  }

  public int length() {
    return to - from;
  }

  public boolean isEmpty() {
    return from == to;
  }

  public boolean contains(Interval other) {
    return other.isEmpty() || (from <= other.from && other.to <= to);
  }

  /** What both have; {@link #EMPTY} where there is nothing. */
  public Interval intersect(Interval other) {
    int start = Math.max(from, other.from);
    int end = Math.min(to, other.to);
    return start < end ? new Interval(start, end) : EMPTY;
  }

  /** The smallest that has both. */
  public Interval hull(Interval other) {
    return new Interval(Math.min(from, other.from), Math.max(to, other.to));
  }

  /** The same seen from {@code origin}. */
  public Interval relativeTo(int origin) {
    return new Interval(from - origin, to - origin);
  }
}
