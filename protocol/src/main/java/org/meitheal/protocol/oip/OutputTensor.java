package org.meitheal.protocol.oip;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An output with its data.
 *
 * @param data little-endian, row-major, from position to limit exactly the tensor's bytes; heap or
 *     direct
 */
public record OutputTensor(String name, DataType datatype, List<Long> shape, ByteBuffer data) {
  /**
   * @throws IllegalArgumentException if the data is not as large as the shape says
   */
  public OutputTensor {
    shape = List.copyOf(shape);
    if (datatype.hasFixedSize() && Shapes.bytes(name, datatype, shape) != data.remaining()) {
      throw new IllegalArgumentException(
          "output %s: %d bytes do not make %s of %s"
              .formatted(name, data.remaining(), shape, datatype));
    }
  }
}
