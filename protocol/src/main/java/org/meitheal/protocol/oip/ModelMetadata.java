package org.meitheal.protocol.oip;

import java.util.List;
import org.meitheal.protocol.model.ModelManifest;

/** {@code GET /v2/models/{m}}. */
public record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {
  /** Of a bundle. */
  public static ModelMetadata of(ModelManifest manifest) {
    ModelManifest.Input input = manifest.input();
    ModelManifest.Tensor output = manifest.output();
    return new ModelMetadata(
        manifest.name(),
        List.of(manifest.version()),
        manifest.platform(),
        List.of(new TensorMetadata(input.name(), input.datatype(), input.shape())),
        List.of(new TensorMetadata(output.name(), output.datatype(), output.shape())));
  }
}
