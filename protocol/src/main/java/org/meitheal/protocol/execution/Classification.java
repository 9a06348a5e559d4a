package org.meitheal.protocol.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code POST /v1/models/{m}/classify}. */
public record Classification(
    String model, String modelVersion, List<Label> labels, @Nullable Receipt receipt) {
  /**
   * @param score softmax of the logits
   */
  public record Label(int index, String label, double score) {}
}
