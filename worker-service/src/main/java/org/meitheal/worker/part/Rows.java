package org.meitheal.worker.part;

import java.nio.ByteBuffer;
import org.meitheal.core.partition.Box;
import org.meitheal.worker.model.ImageTensor;

/**
 * A piece of an activation on the move. Of the image (cut 0) NCHW in the client's own type, at
 * later cuts NHWC in FP32, little-endian both.
 *
 * @param box which piece
 * @param bytes exactly the piece, from position to limit; whoever gets them may keep them, nobody
 *     changes them
 */
public record Rows(Box box, int channels, ImageTensor.Element element, ByteBuffer bytes) {
  public Rows {
    if (box.isEmpty() || bytes.remaining() != size(box, channels, element)) {
      throw new IllegalArgumentException(
          "%d bytes are not %s with %d channels".formatted(bytes.remaining(), box, channels));
    }
  }

  /** In bytes. */
  public static long size(Box box, int channels, ImageTensor.Element element) {
    return box.pixels() * channels * element.bytes();
  }

  public int size() {
    return bytes.remaining();
  }
}
