package org.meitheal.worker.recheck;

import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Interval;

/** A box's pixels, in the order in which rows have them: by item, row, column. */
final class Pixels {
  private Pixels() {}

  /** The one with that number. */
  static Box at(Box box, int i) {
    int columns = box.columns().length();
    int image = box.rows().length() * columns;
    return new Box(
        one(box.items().from() + i / image),
        one(box.rows().from() + i % image / columns),
        one(box.columns().from() + i % columns));
  }

  /** The number of that one. */
  static int position(Box whole, Box pixel) {
    Box inside = pixel.relativeTo(whole);
    int row = inside.items().from() * whole.rows().length() + inside.rows().from();
    return row * whole.columns().length() + inside.columns().from();
  }

  private static Interval one(int from) {
    return new Interval(from, from + 1);
  }
}
