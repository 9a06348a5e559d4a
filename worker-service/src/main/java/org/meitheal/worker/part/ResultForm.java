package org.meitheal.worker.part;

import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Partition;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.model.ServedModel;

/**
 * What a part gives its lead in the end, in FP32: its rows of the last stage's output or, where
 * answers are joined, the model's answer to them, items × classes.
 *
 * @param box that the part holds of the last stage's output; empty if it gives nothing
 * @param channels of the rows, or classes
 */
public record ResultForm(Ending ending, Box box, int channels) {
  private static final Interval ONE = Interval.upTo(1);

  /** Of one part. */
  public static ResultForm of(ServedModel model, Partition partition, int part) {
    int channels =
        switch (partition.ending()) {
          case GATHER -> partition.chain().channels(partition.end());
          case JOIN -> model.classes();
        };
    return new ResultForm(partition.ending(), partition.result(part), channels);
  }

  public boolean isAnswer() {
    return ending == Ending.JOIN;
  }

  /** Where {@link Rows} of it lie: an answer has one pixel an item and one channel a class. */
  public Box rowsBox() {
    return isAnswer() && !box.isEmpty() ? new Box(box.items(), ONE, ONE) : box;
  }

  public long bytes() {
    return Rows.size(rowsBox(), channels, Element.FP32);
  }

  /** Whether these rows have this form. */
  public boolean fits(Rows rows) {
    return rows.box().equals(rowsBox())
        && rows.channels() == channels
        && rows.element() == Element.FP32;
  }
}
