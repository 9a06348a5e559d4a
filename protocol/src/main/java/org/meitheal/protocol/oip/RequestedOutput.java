package org.meitheal.protocol.oip;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An output that a request asks for by name. */
public record RequestedOutput(String name, Map<String, Object> parameters) {
  public RequestedOutput {
    parameters = Map.copyOf(parameters);
  }

  /** Whether it is to be binary; null where the request leaves it to {@code binary_data_output}. */
  public @Nullable Boolean binaryData() {
    return Parameters.flag(parameters, "binary_data");
  }
}
