package org.meitheal.worker.model;

import java.nio.FloatBuffer;
import java.util.List;

/** A model's answer: items × classes values, row-major. */
public final class Logits {
  private final int items;
  private final int classes;
  private final float[] values;

  /**
   * @param values row-major; kept
   */
  public Logits(int items, int classes, float[] values) {
    if (values.length != items * classes) {
      throw new IllegalArgumentException("the values do not fit the shape");
    }
    this.items = items;
    this.classes = classes;
    this.values = values;
  }

  /** One below the other. */
  public static Logits join(List<Logits> pieces) {
    int classes = pieces.getFirst().classes;
    int items = pieces.stream().mapToInt(Logits::items).sum();
    FloatBuffer all = FloatBuffer.allocate(items * classes);
    pieces.forEach(piece -> all.put(piece.values));
    return new Logits(items, classes, all.array());
  }

  public int items() {
    return items;
  }

  public int classes() {
    return classes;
  }

  /** Not a copy. */
  public float[] values() {
    return values;
  }
}
