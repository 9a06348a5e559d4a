package org.meitheal.core.partition;

/** A part of an activation: some items of the batch, some rows, some columns, all channels. */
public record Box(Interval items, Interval rows, Interval columns) {
  public static final Box EMPTY = new Box(Interval.EMPTY, Interval.EMPTY, Interval.EMPTY);

  public static Box whole(int items, Size size) {
    return new Box(Interval.upTo(items), Interval.upTo(size.height()), Interval.upTo(size.width()));
  }

  public boolean isEmpty() {
    return items.isEmpty() || rows.isEmpty() || columns.isEmpty();
  }

  /** Pixels, over all items; channels are not counted. */
  public long pixels() {
    return (long) items.length() * rows.length() * columns.length();
  }

  public boolean contains(Box other) {
    return other.isEmpty()
        || (items.contains(other.items)
            && rows.contains(other.rows)
            && columns.contains(other.columns));
  }

  /** What both have; {@link #EMPTY} where there is nothing. */
  public Box intersect(Box other) {
    Box both =
        new Box(
            items.intersect(other.items),
            rows.intersect(other.rows),
            columns.intersect(other.columns));
    return both.isEmpty() ? EMPTY : both;
  }

  /** The smallest that has both, neither of them empty. */
  public Box hull(Box other) {
    return new Box(items.hull(other.items), rows.hull(other.rows), columns.hull(other.columns));
  }

  /** The same seen from the first item, row and column of {@code origin}. */
  public Box relativeTo(Box origin) {
    return new Box(
        items.relativeTo(origin.items.from()),
        rows.relativeTo(origin.rows.from()),
        columns.relativeTo(origin.columns.from()));
  }
}
