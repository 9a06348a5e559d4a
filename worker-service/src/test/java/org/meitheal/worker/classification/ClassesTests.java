package org.meitheal.worker.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.worker.inference.InferenceException;

class ClassesTests {
  private static final ModelManifest LABELLED =
      Bundle.open(Path.of("../models/efficientnet-lite0")).manifest();

  @Test
  void onlyAModelWithLabelsClassifies() {
    assertThatCode(() -> Classes.requireLabels(LABELLED)).doesNotThrowAnyException();
    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(() -> Classes.requireLabels(withoutLabels(LABELLED)))
        .withMessageContaining("/v2/models/efficientnet-lite0/infer")
        .satisfies(refused -> assertThat(refused.kind().status()).isEqualTo(400));
  }

  private static ModelManifest withoutLabels(ModelManifest whole) {
    return new ModelManifest(
        whole.format(),
        whole.name(),
        whole.version(),
        whole.platform(),
        whole.input(),
        whole.output(),
        whole.preprocessing(),
        whole.defaultDeadlineMs(),
        whole.referenceSize(),
        whole.segments(),
        null);
  }
}
