package org.meitheal.protocol.oip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request without its tensors' data.
 *
 * @param id comes back in the answer
 * @param parameters flat: strings, booleans, longs, doubles
 * @param outputs none means all
 */
public record InferHead(
    @Nullable String id,
    Map<String, Object> parameters,
    List<TensorHead> inputs,
    List<RequestedOutput> outputs) {
  public InferHead {
    parameters = Map.copyOf(parameters);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Whether outputs are binary unless they say otherwise themselves. */
  public boolean binaryDataOutput() {
    return Boolean.TRUE.equals(Parameters.flag(parameters, "binary_data_output"));
  }

  /** The size of the binary part. */
  public long binaryBytes() {
    long sum = 0;
    for (TensorHead input : inputs) {
      Long size = input.binaryDataSize();
      sum += size == null ? 0 : size;
      if (sum < 0) {
        throw OipException.badRequest("the inputs' binary_data_size overflow");
      }
    }
    return sum;
  }

  /**
   * The body must be as long as its parts.
   *
   * @param headerLength bytes of the JSON; null where the whole body is JSON
   * @param contentLength of the body as declared, uncompressed; −1 where unknown
   * @throws OipException 400 otherwise
   */
  public void requireLength(@Nullable Long headerLength, long contentLength) {
    long binary = binaryBytes();
    if (headerLength == null) {
      if (binary > 0) {
        throw OipException.badRequest(
            "binary_data_size needs the header " + OipHeaders.HEADER_LENGTH);
      }
    } else if (contentLength >= 0 && headerLength + binary != contentLength) {
      throw OipException.badRequest(
          "the body has %d bytes, its JSON of %d and its inputs of %d make %d"
              .formatted(contentLength, headerLength, binary, headerLength + binary));
    }
  }
}
