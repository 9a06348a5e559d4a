package org.meitheal.protocol.oip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer, before it is written.
 *
 * @param id the request's
 * @param parameters flat: strings, numbers, booleans
 * @param outputs all that the model has; the request chooses among them
 */
public record InferResponse(
    String modelName,
    String modelVersion,
    @Nullable String id,
    Map<String, Object> parameters,
    List<OutputTensor> outputs) {
  public InferResponse {
    outputs = List.copyOf(outputs);
  }
}
