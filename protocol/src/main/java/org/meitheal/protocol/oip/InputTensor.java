package org.meitheal.protocol.oip;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An input with its data.
 *
 * @param data little-endian, row-major, from position to limit exactly the tensor's bytes; heap or
 *     direct, as the reader's allocator made it
 */
public record InputTensor(String name, DataType datatype, List<Long> shape, ByteBuffer data) {
  public InputTensor {
    shape = List.copyOf(shape);
  }
}
