package org.meitheal.worker.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.LibTorch;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Models;

@Timeout(120)
class SpreadingTests {
  private static Models models;
  private static ServedModel model;
  private static Spreading spreading;

  @BeforeAll
  static void load() {
    models = new Models(3, 1);
    LibTorch.prepareThread();
    model = models.lite0();
    spreading = new Spreading(models.lanes, models.clock);
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @ParameterizedTest
  @CsvSource({"1,641,481", "2,480,480", "3,225,97", "8,64,64"})
  void givesWhatOneLaneGives(int items, int height, int width) throws Exception {
    ImageTensor images = Models.image(3, items, height, width);
    float[] expected = model.run(images, StopSignal.NEVER).values();

    Spread spread = start(images, Duration.ofSeconds(60));
    float[] actual = spread.await().values();

    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-3f));
    }
    assertThat(models.lanes.idle()).isEqualTo(3);
  }

  @Test
  void cutsWhereThatPays() {
    Partition large = Objects.requireNonNull(StripPlan.of(model, 1, new Size(640, 640), 3));

    assertThat(large.stages().size()).isGreaterThan(1);
    assertThat(StripPlan.of(model, 1, new Size(32, 32), 3)).isNull();
  }

  @Test
  void leavesLanesAloneThatAreBusy() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    for (int lane = 0; lane < 2; lane++) {
      models.lanes.submit(
          new Demand(0, models.in(Duration.ofSeconds(60)), 0),
          stop -> {
            gate.await();
            return true;
          });
    }
    assertThat(
            spreading.start(
                model, Models.image(1, 8, 64, 64), 0, models.in(Duration.ofSeconds(60))))
        .isNull();

    gate.countDown();
    Await.until("idle again", () -> models.lanes.idle() == 3);
  }

  @Test
  void endsWhenItIsCancelledAndGivesTheLanesBack() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Spread spread = start(Models.image(1, 1, 1024, 1024), Duration.ofSeconds(60));
    spread.whenDone(ended::countDown);

    spread.cancel();

    assertThatThrownBy(spread::await)
        .isInstanceOfSatisfying(
            StoppedException.class,
            stopped -> assertThat(stopped.reason()).isEqualTo(StoppedException.Reason.CANCELLED));
    ended.await();
    assertThat(models.lanes.idle()).isEqualTo(3);
  }

  private static Spread start(ImageTensor images, Duration time) {
    return Objects.requireNonNull(spreading.start(model, images, 0, models.in(time)));
  }
}
