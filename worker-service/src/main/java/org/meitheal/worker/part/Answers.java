package org.meitheal.worker.part;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;

/**
 * Joins the answers of parts: that of an item is Σ weight · answer over the parts that hold pixels
 * of it, each weighted with its share of them ({@link Partition#weight}). Summed in double in the
 * order in which they are added, so that the same answers always give the same values.
 */
public final class Answers {
  private static final double TOLERANCE = 1e-9;

  private final Partition partition;
  private final int classes;
  private final double[] sums;
  private final double[] weights;

  Answers(Partition partition, int classes) {
    this.partition = partition;
    this.classes = classes;
    this.sums = new double[Math.multiplyExact(partition.items(), classes)];
    this.weights = new double[partition.items()];
  }

  /**
   * @throws IllegalArgumentException if the model's answers for these pieces say nothing of the
   *     whole: its head is not affine in the mean, and an item is divided
   */
  public static void requireJoinable(ServedModel model, Partition partition) {
    boolean joinable =
        partition.ending() != Ending.JOIN
            || model.manifest().joinsByMean()
            || hasWholeItems(partition);
    if (!joinable) {
      throw new IllegalArgumentException(
          "answers of model '%s' can be joined only where each item lies whole in one part"
              .formatted(model.manifest().name()));
    }
  }

  private static boolean hasWholeItems(Partition partition) {
    Size size = partition.chain().sizes(partition.image()).get(partition.end());
    Box whole = Box.whole(partition.items(), size);
    return partition.stages().getLast().outputs().boxes().stream()
        .filter(box -> !box.isEmpty())
        .allMatch(box -> box.rows().equals(whole.rows()) && box.columns().equals(whole.columns()));
  }

  /** As it travels, in the form that {@link ResultForm} says. */
  static Rows rows(Logits logits, ResultForm form) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(form.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(logits.values());
    return new Rows(form.rowsBox(), form.channels(), Element.FP32, bytes);
  }

  static Logits logits(Rows rows) {
    float[] values = new float[rows.size() / Float.BYTES];
    rows.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Logits(rows.box().items().length(), rows.channels(), values);
  }

  /** A part's answer to the items of its result. */
  void add(int part, Logits answer) {
    Interval items = partition.result(part).items();
    if (answer.items() != items.length() || answer.classes() != classes) {
      throw new IllegalArgumentException("part %d answered other items".formatted(part));
    }
    for (int item = items.from(); item < items.to(); item++) {
      double weight = partition.weight(part, item);
      weights[item] += weight;
      int from = (item - items.from()) * classes;
      for (int i = 0; i < classes; i++) {
        sums[item * classes + i] += weight * answer.values()[from + i];
      }
    }
  }

  /**
   * @throws IllegalStateException if an item has not all of its parts' answers
   */
  Logits joined() {
    for (int item = 0; item < weights.length; item++) {
      if (Math.abs(weights[item] - 1) > TOLERANCE) {
        throw new IllegalStateException(
            "the weights of item %d add up to %s".formatted(item, weights[item]));
      }
    }
    float[] values = new float[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) sums[i];
    }
    return new Logits(weights.length, classes, values);
  }
}
