package org.meitheal.protocol.oip;

import java.util.List;
import org.meitheal.protocol.model.ModelManifest;

/**
 * {@code GET /v2/models/{m}/config}, as in Triton's model_configuration extension.
 *
 * @param maxBatchSize 0: the batch is part of the shapes
 */
public record ModelConfig(
    String name,
    String platform,
    String backend,
    long maxBatchSize,
    List<Input> input,
    List<Output> output) {
  /**
   * @param dataType with the prefix {@code TYPE_}
   */
  public record Input(String name, String dataType, String format, List<Long> dims) {}

  public record Output(String name, String dataType, List<Long> dims) {}

  /** Of a bundle. */
  public static ModelConfig of(ModelManifest manifest) {
    ModelManifest.Input input = manifest.input();
    ModelManifest.Tensor output = manifest.output();
    return new ModelConfig(
        manifest.name(),
        manifest.platform(),
        "pytorch",
        0,
        List.of(new Input(input.name(), type(input.datatype()), "FORMAT_NONE", input.shape())),
        List.of(new Output(output.name(), type(output.datatype()), output.shape())));
  }

  private static String type(String datatype) {
    return "TYPE_" + (datatype.equals("BYTES") ? "STRING" : datatype);
  }
}
