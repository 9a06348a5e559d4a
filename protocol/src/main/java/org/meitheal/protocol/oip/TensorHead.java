package org.meitheal.protocol.oip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of one input, without its data.
 *
 * @param shape no size is negative
 * @param parameters flat: strings, numbers, booleans
 * @param binaryDataSize its bytes in the binary part; null for an input with JSON data
 * @param hasData whether its data is in the JSON
 * @param dataElements how many elements that data has
 */
public record TensorHead(
    String name,
    DataType datatype,
    List<Long> shape,
    Map<String, Object> parameters,
    @Nullable Long binaryDataSize,
    boolean hasData,
    long dataElements) {
  public TensorHead {
    shape = List.copyOf(shape);
    parameters = Map.copyOf(parameters);
  }

  /** The product of the shape. */
  public long elements() {
    return Shapes.elements(name, shape);
  }

  /**
   * The data must be as large as the shape says.
   *
   * @throws OipException 400 otherwise
   */
  public void requireSize() {
    long expected = elements();
    if (hasData && dataElements != expected) {
      throw OipException.badRequest(
          "input '%s' has %d elements, its shape %s means %d"
              .formatted(Texts.shorten(name), dataElements, shape, expected));
    }
    if (binaryDataSize != null && datatype.hasFixedSize()) {
      long bytes = Shapes.bytes(name, datatype, shape);
      if (binaryDataSize != bytes) {
        throw OipException.badRequest(
            "input '%s' has %d bytes, its shape %s of %s means %d"
                .formatted(Texts.shorten(name), binaryDataSize, shape, datatype, bytes));
      }
    }
  }
}
