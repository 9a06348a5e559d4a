package org.meitheal.protocol.oip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole request; the inputs in the order of the head. */
public record InferRequest(InferHead head, List<InputTensor> inputs) {
  public InferRequest {
    inputs = List.copyOf(inputs);
  }

  /** Null where the request has no such input. */
  public @Nullable InputTensor input(String name) {
    return inputs.stream().filter(input -> input.name().equals(name)).findFirst().orElse(null);
  }
}
