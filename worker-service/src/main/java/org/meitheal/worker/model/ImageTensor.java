package org.meitheal.worker.model;

import java.nio.ByteBuffer;

/**
 * RGB images as a vision model takes them: NCHW with three channels, 0 to 255.
 *
 * @param bytes row-major, little-endian; exactly the tensor from position to limit
 */
public record ImageTensor(Element element, int items, int height, int width, ByteBuffer bytes) {
  private static final int CHANNELS = 3;

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

  /** Some of the items, as a view. */
  ImageTensor slice(int first, int end) {
    int itemBytes = bytes.remaining() / items;
    ByteBuffer some = bytes.slice(bytes.position() + first * itemBytes, (end - first) * itemBytes);
    return new ImageTensor(element, end - first, height, width, some);
  }
}
