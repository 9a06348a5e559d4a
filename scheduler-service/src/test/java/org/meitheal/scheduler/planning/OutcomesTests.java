package org.meitheal.scheduler.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Candidate;
import org.meitheal.core.placement.Objective;
import org.meitheal.core.placement.Placement;
import org.meitheal.core.placement.Prediction;
import org.meitheal.core.placement.PredictionHistory;
import org.meitheal.protocol.execution.PlanClaims.Task;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.scheduler.catalog.InputShape;
import org.meitheal.scheduler.catalog.Model;

class OutcomesTests {
  private static final Bundle BUNDLE = Bundle.open(Path.of("../models/efficientnet-lite0"));
  private static final Model MODEL = new Model(BUNDLE.manifest(), BUNDLE.sha256());
  private static final DeviceId EDGE = new DeviceId("edge-1");
  private static final DeviceId OTHER = new DeviceId("edge-2");

  private final Outcomes outcomes = new Outcomes();

  @Test
  void whatWasPredictedBeforeCorrectionsIsHeldAgainstWhatCame() {
    for (int i = 0; i < PredictionHistory.WINDOW; i++) {
      outcomes.add(ask(224, 1, 8), candidate(Placement.EDGE, EDGE, 100.0), 130);
    }

    PredictionHistory history = outcomes.of(ask(224, 1, 8));
    assertThat(history.of(Placement.EDGE, EDGE).samples()).isEqualTo(PredictionHistory.WINDOW);
    assertThat(history.of(Placement.EDGE, EDGE).median(50)).isCloseTo(65, within(1e-9));
  }

  @Test
  void aDeviceAndASizeLearnForThemselves() {
    for (int i = 0; i < PredictionHistory.WINDOW; i++) {
      outcomes.add(ask(224, 1, 8), candidate(Placement.EDGE, EDGE, 100.0), 130);
    }

    assertThat(outcomes.of(ask(224, 1, 8)).of(Placement.EDGE, OTHER).samples()).isZero();
    assertThat(outcomes.of(ask(640, 1, 8)).of(Placement.EDGE, EDGE).samples()).isZero();
    assertThat(outcomes.of(ask(224, 1, 8)).of(Placement.PARTITIONED, EDGE).samples()).isZero();
    assertThat(outcomes.of(ask(225, 1, 8)).of(Placement.EDGE, EDGE).samples())
        .isEqualTo(PredictionHistory.WINDOW);
  }

  @Test
  void divisionsLearnTogetherWhoeverLeads() {
    for (int i = 0; i < PredictionHistory.WINDOW; i++) {
      outcomes.add(ask(640, 1, 8), candidate(Placement.PARTITIONED, EDGE, 100.0), 130);
    }

    assertThat(outcomes.of(ask(640, 1, 8)).of(Placement.PARTITIONED, OTHER).samples())
        .isEqualTo(PredictionHistory.WINDOW);
    assertThat(outcomes.of(ask(640, 1, 2)).of(Placement.PARTITIONED, EDGE).samples()).isZero();
    assertThat(outcomes.of(ask(320, 4, 8)).of(Placement.PARTITIONED, EDGE).samples()).isZero();
  }

  @Test
  void onlySoManyCount() {
    for (int i = 0; i < PredictionHistory.WINDOW + 5; i++) {
      outcomes.add(ask(224, 1, 8), candidate(Placement.EDGE, EDGE, 100.0), 130);
    }

    assertThat(outcomes.of(ask(224, 1, 8)).of(Placement.EDGE, EDGE).samples())
        .isEqualTo(PredictionHistory.WINDOW);
  }

  @Test
  void whereNothingWasPredictedThereIsNothingToLearn() {
    outcomes.add(ask(224, 1, 8), candidate(Placement.EDGE, EDGE, null), 130);
    outcomes.add(ask(224, 1, 8), candidate(Placement.EDGE, null, 100.0), 130);
    outcomes.add(ask(224, 1, 8), candidate(Placement.EDGE, EDGE, 100.0), 0);

    assertThat(outcomes.of(ask(224, 1, 8)).of(Placement.EDGE, EDGE).samples()).isZero();
  }

  private static Ask ask(int side, int items, int maxDevices) {
    InputShape shape = new InputShape(items, side, side);
    return new Ask(
        MODEL,
        Task.INFER,
        MODEL.inputBytes(shape),
        MODEL.outputBytes(items),
        MODEL.multiplyAdds(shape),
        MODEL.divisible(shape, DataType.UINT8),
        new Terms(
            Duration.ofSeconds(1), 0, null, Objective.LATENCY, 0.95, null, maxDevices, true, null),
        null,
        null);
  }

  /** Its corrected mean is another than its sum. */
  private static Candidate candidate(
      Placement placement, @Nullable DeviceId device, @Nullable Double sumMs) {
    Prediction prediction =
        sumMs == null ? null : new Prediction(0, 10, 80, 10, sumMs, 117, 5, 0.99, 125);
    return new Candidate(placement, device, 1, 1, 5.0, 25e6, 90.0, prediction, null, null);
  }
}
