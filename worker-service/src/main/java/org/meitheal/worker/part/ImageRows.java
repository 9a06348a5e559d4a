package org.meitheal.worker.part;

import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Size;
import org.meitheal.worker.model.ImageTensor;

/** Pieces of an image, as parts need them for stage 0. */
public final class ImageRows {
  private ImageRows() {}

  /** All of an image, as a view. */
  public static Rows whole(ImageTensor image) {
    return rows(Box.whole(image.items(), new Size(image.height(), image.width())), image);
  }

  /**
   * A copy of a piece.
   *
   * @param box in the image
   */
  public static Rows piece(ImageTensor image, Box box) {
    return rows(box, image.piece(box));
  }

  /** What {@link Rows} of cut 0 are, without their place in the whole image. */
  static ImageTensor tensor(Rows rows) {
    Box box = rows.box();
    return new ImageTensor(
        rows.element(),
        box.items().length(),
        box.rows().length(),
        box.columns().length(),
        rows.bytes());
  }

  private static Rows rows(Box box, ImageTensor piece) {
    return new Rows(box, ImageTensor.CHANNELS, piece.element(), piece.bytes());
  }
}
