package org.meitheal.worker.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Partition;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.lane.Job;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.AdmittedPart;
import org.meitheal.worker.part.LeadOutcome;
import org.meitheal.worker.part.Neighbours;
import org.meitheal.worker.part.PartOutcome;
import org.meitheal.worker.part.PartRunner;
import org.meitheal.worker.part.Rows;
import org.meitheal.worker.support.Models;

/** When a recount begins, with real lanes and parts that only say that they were taken on. */
@Timeout(120)
class RecountTests {
  private static Models models;
  private static ServedModel model;

  private final BlockingQueue<Integer> priorities = new LinkedBlockingQueue<>();
  private final ImageTensor image = Models.image(1, 2, 64, 64);

  @BeforeAll
  static void load() {
    models = new Models(1, 1);
    model = models.lite0();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @Test
  void itWaitsUntilALaneIsIdleAndRanksBehindAll() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Job<Boolean> busy = occupy(release);
    Recount recount = new Recount(models.lanes, new Noting(), models.clock);
    CompletableFuture<Logits> whole =
        CompletableFuture.supplyAsync(() -> whole(recount, Duration.ofSeconds(60)));
    assertThat(priorities.poll(200, TimeUnit.MILLISECONDS)).as("taken on meanwhile").isNull();

    release.countDown();

    assertThat(busy.await()).isTrue();
    assertThat(whole.get().items()).isEqualTo(2);
    assertThat(List.copyOf(priorities)).containsExactly(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  @Test
  void itGivesUpWhenNoLaneIsIdleInTime() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Job<Boolean> busy = occupy(release);
    Recount recount = new Recount(models.lanes, new Noting(), models.clock);

    assertThatThrownBy(() -> recount.whole(model, image, models.in(Duration.ofMillis(60))))
        .isInstanceOf(TimeoutException.class);

    release.countDown();
    assertThat(busy.await()).isTrue();
    assertThat(priorities).isEmpty();
  }

  private Logits whole(Recount recount, Duration time) {
    try {
      return recount.whole(model, image, models.in(time));
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Job<Boolean> occupy(CountDownLatch release) throws RefusedException {
    Demand demand = new Demand(0, models.in(Duration.ofSeconds(60)), 0);
    return models.lanes.submit(demand, _ -> release.await(60, TimeUnit.SECONDS));
  }

  private final class Noting implements PartRunner {
    @Override
    public AdmittedPart admit(
        ServedModel model, Partition partition, int part, int priority, long deadline) {
      priorities.add(priority);
      return new Empty();
    }
  }

  private static final class Empty implements AdmittedPart {
    @Override
    public PartOutcome run(@Nullable Rows input, Neighbours neighbours) {
      throw new UnsupportedOperationException("only leads here");
    }

    @Override
    public LeadOutcome lead(ImageTensor image, Neighbours neighbours) {
      PartOutcome own = new PartOutcome(0, null, List.of(), 0, 0, 0, 0, 0, 0, 0);
      return new LeadOutcome(own, new Logits(1, 1, new float[] {1}), 0, 0);
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}
