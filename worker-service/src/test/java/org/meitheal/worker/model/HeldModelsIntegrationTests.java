package org.meitheal.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.lane.Emulation;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.speed.Calibration;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Models;
import org.meitheal.worker.support.RunningWorker;

class HeldModelsIntegrationTests {
  private static final String MODEL = "efficientnet-lite0";
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void aModelIsHeldWithoutASpeedUntilItIsTimed() throws Exception {
    LibTorch.configure();
    LaneClock clock = LaneClock.system();
    try (Lanes lanes = new Lanes(1, 4, Emulation.NONE, clock, LibTorch::prepareThread);
        ModelRepository models = repository(lanes, clock);
        ExecutorService loading = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch laneFree = new CountDownLatch(1);
      keepBusy(lanes, laneFree);

      Future<?> loaded = loading.submit(() -> load(models));
      Await.until("the model is in memory", () -> !models.held().isEmpty());
      assertThat(models.models()).isEmpty();
      HeldModel untimed = models.held().getFirst();
      assertThat(untimed.ready()).isFalse();
      assertThat(untimed.speed())
          .isEqualTo(ModelSpeed.uncalibrated(MODEL, "1", untimed.speed().sha256()));

      laneFree.countDown();
      loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(models.held())
          .singleElement()
          .satisfies(held -> {
            assertThat(held.ready()).isTrue();
            assertThat(held.speed().calibrated()).isTrue();
          });
    }
  }

  @Test
  void aBundleThatLacksItsMethodsForPiecesIsNotLoaded() {
    LibTorch.configure();
    LaneClock clock = LaneClock.system();
    try (Lanes lanes = new Lanes(1, 4, Emulation.NONE, clock, LibTorch::prepareThread);
        ModelRepository models = repository(Models.lackingMethods(), lanes, clock)) {
      assertThatThrownBy(() -> load(models))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("segment stem cannot run pieces");
      assertThat(models.held()).isEmpty();
    }
  }

  private static ModelRepository repository(Lanes lanes, LaneClock clock) {
    return repository(RunningWorker.MODELS, lanes, clock);
  }

  private static ModelRepository repository(Path folder, Lanes lanes, LaneClock clock) {
    return new ModelRepository(folder, new Calibrator(lanes, new Calibration(clock::cpuTime, 1)));
  }

  private static Void load(ModelRepository models) throws ModelLoadException {
    models.load(MODEL);
    return null;
  }

  private static void keepBusy(Lanes lanes, CountDownLatch until) throws Exception {
    long limit = lanes.now() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    lanes.submitAtFullSpeed(
        new Demand(1, limit, 0), _ -> until.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }
}
