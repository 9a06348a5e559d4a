package org.meitheal.scheduler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.model.ModelManifest.Segment;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.problem.ProblemException;

class ModelTests {
  private static final Bundle BUNDLE = Bundle.open(Path.of("../models/efficientnet-lite0"));
  private final Model model = new Model(BUNDLE.manifest(), BUNDLE.sha256());

  @Test
  void workIsThatOfTheManifestAtItsReferenceSize() {
    long sum = model.manifest().segments().stream().mapToLong(Segment::multiplyAdds).sum();

    assertThat(model.multiplyAdds(new InputShape(1, 224, 224))).isEqualTo(sum);
    assertThat(model.multiplyAdds(new InputShape(3, 224, 224))).isEqualTo(3 * sum);
  }

  @Test
  void onlySpatialWorkGrowsWithTheArea() {
    long head =
        model.manifest().segments().stream()
            .filter(segment -> !segment.spatial())
            .mapToLong(Segment::multiplyAdds)
            .sum();
    long small = model.multiplyAdds(new InputShape(1, 224, 224));

    assertThat(model.multiplyAdds(new InputShape(1, 448, 224)))
        .isEqualTo(2 * (small - head) + head);
  }

  @Test
  void sizesAreThoseOfTheTensors() {
    assertThat(model.inputBytes(new InputShape(1, 224, 224))).isEqualTo(602_112);
    assertThat(model.outputBytes(2)).isEqualTo(8_000);
  }

  @ParameterizedTest
  @CsvSource({"1,1,32,32", "1,3,31,32", "1,3,32,4097", "0,3,32,32", "2000,3,32,32", "-1,3,32,32"})
  void aShapeThatTheModelDoesNotTakeIsTheCallersError(long n, long c, long h, long w) {
    assertThatThrownBy(() -> InputShape.of(List.of(n, c, h, w), model.manifest()))
        .isInstanceOf(OipException.class);
  }

  @Test
  void aModelWithoutLabelsClassifiesNothing() {
    ModelManifest whole = model.manifest();
    ModelManifest unlabelled =
        new ModelManifest(
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

    assertThatCode(model::requireLabels).doesNotThrowAnyException();
    assertThatThrownBy(new Model(unlabelled, model.sha256())::requireLabels)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(400))
        .hasMessageContaining("/v2/models/efficientnet-lite0/infer");
  }

  @Test
  void aShapeHasFourSizes() {
    assertThatThrownBy(() -> InputShape.of(List.of(3L, 32L, 32L), model.manifest()))
        .hasMessageContaining("[-1, 3, -1, -1]");
    assertThatThrownBy(() -> InputShape.of(Arrays.asList(1L, null, 32L, 32L), model.manifest()))
        .isInstanceOf(OipException.class);
  }

  @Test
  void theNewestVersionIsFoundWhereNoneIsNamed() {
    Models models = new Models(List.of(model));

    assertThat(models.find(model.name(), null)).contains(model);
    assertThat(models.find(model.name(), "1")).contains(model);
    assertThat(models.find(model.name(), "2")).isEmpty();
    assertThat(models.find("none", null)).isEmpty();
  }
}
