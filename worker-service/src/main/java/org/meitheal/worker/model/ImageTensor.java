package org.meitheal.worker.model;

import java.nio.ByteBuffer;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Size;

/**
 * RGB images as a vision model takes them: NCHW with three channels, 0 to 255.
 *
 * @param bytes row-major, little-endian; exactly the tensor from position to limit
 */
public record ImageTensor(Element element, int items, int height, int width, ByteBuffer bytes) {
  public static final int CHANNELS = 3;

  /** How a sample is stored. */
  public enum Element {
    FP32(Float.BYTES),
    UINT8(Byte.BYTES);

    private final int bytes;

    Element(int bytes) {
      this.bytes = bytes;
    }

    public int bytes() {
      return bytes;
    }
  }

  public ImageTensor {
    if (bytes.remaining() != (long) items * CHANNELS * height * width * element.bytes()) {
      throw new IllegalArgumentException("the bytes do not fit the shape");
    }
  }

  /** All of it. */
  Box box() {
    return Box.whole(items, new Size(height, width));
  }

  /** A copy of a piece. */
  public ImageTensor piece(Box box) {
    int length = box.columns().length() * element.bytes;
    int size = Math.toIntExact(box.pixels() * CHANNELS * element.bytes);
    ByteBuffer piece = ByteBuffer.allocate(size);
    for (int item = box.items().from(); item < box.items().to(); item++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int row = box.rows().from(); row < box.rows().to(); row++) {
          int start = position(item, channel, row, box.columns().from());
          piece.put(piece.position(), bytes, start, length);
          piece.position(piece.position() + length);
        }
      }
    }
    return new ImageTensor(
        element, box.items().length(), box.rows().length(), box.columns().length(), piece.flip());
  }

  private int position(int item, int channel, int row, int column) {
    long plane = (long) item * CHANNELS + channel;
    return bytes.position()
        + Math.toIntExact(((plane * height + row) * width + column) * element.bytes);
  }

  /** Some of the items, as a view. */
  public ImageTensor slice(int first, int end) {
    int itemBytes = bytes.remaining() / items;
    ByteBuffer some = bytes.slice(bytes.position() + first * itemBytes, (end - first) * itemBytes);
    return new ImageTensor(element, end - first, height, width, some);
  }
}
