package org.meitheal.worker.photo;

import java.awt.Rectangle;

/**
 * Which part of a stored image becomes the model's square: the short side is scaled to {@code
 * size}, the other {@code round(side × size ÷ short)}, and a square is cut from the centre.
 *
 * @param across along the stored width
 * @param down along the stored height
 */
record SquareCut(Axis across, Axis down) {
  /**
   * One direction of it.
   *
   * @param length of the image before scaling
   * @param scaled its length after
   * @param offset where the square begins in the scaled image
   * @param size of the square
   */
  record Axis(int length, int scaled, int offset, int size) {
    static Axis of(int length, int shortSide, int size, boolean flipped) {
      int scaled = Math.max(size, (int) Math.rint((double) length * size / shortSide));
      int offset = (scaled - size) / 2;
      return new Axis(length, scaled, flipped ? scaled - size - offset : offset, size);
    }

    /** Pixels of the image for one of the scaled image. */
    double scale() {
      return (double) length / scaled;
    }

    /** How far a pixel's filter reaches, in pixels of the image. */
    double support() {
      return Math.max(1, scale());
    }

    /** The first pixel that any filter reaches. */
    int first() {
      return Math.max(0, (int) Math.floor(offset * scale() - support()) - 1);
    }

    /** The one behind the last pixel that any filter reaches. */
    int end() {
      return Math.min(length, (int) Math.ceil((offset + size) * scale() + support()) + 1);
    }
  }

  /** The crop is centred in the upright image, so a flip decides where an odd pixel goes. */
  static SquareCut of(int width, int height, int size, Orientation orientation) {
    int shortSide = Math.min(width, height);
    boolean acrossFlipped =
        orientation.transposed() ? orientation.flippedDown() : orientation.flippedAcross();
    boolean downFlipped =
        orientation.transposed() ? orientation.flippedAcross() : orientation.flippedDown();
    return new SquareCut(
        Axis.of(width, shortSide, size, acrossFlipped),
        Axis.of(height, shortSide, size, downFlipped));
  }

  /** The pixels that are needed. */
  Rectangle region() {
    return new Rectangle(
        across.first(), down.first(), across.end() - across.first(), down.end() - down.first());
  }
}
