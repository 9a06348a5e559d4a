package org.meitheal.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TurnsTests {
  @TempDir private Path folder;

  @Test
  void lanesOfTwoWorkersComputeOneAfterTheOther() throws Exception {
    Path file = folder.resolve("turns");
    List<Turns> workers = List.of(Turns.by(file), Turns.by(file));
    assertThat(everComputeTogether(workers)).isFalse();
  }

  @Test
  void whoGotNoTurnInTimeLeavesNoneTaken() throws Exception {
    Path file = folder.resolve("turns");
    Turns slow = Turns.by(file);
    Turns other = Turns.by(file);
    slow.take();

    other.take(); // returns without a turn
    other.give();
    slow.give();

    assertThat(everComputeTogether(List.of(slow, other))).isFalse();
  }

  /** Two lanes of each. */
  private static boolean everComputeTogether(List<Turns> workers) throws Exception {
    AtomicInteger computing = new AtomicInteger();
    AtomicBoolean together = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(4);
    for (int lane = 0; lane < 4; lane++) {
      Turns turns = workers.get(lane % 2);
      Thread.ofPlatform()
          .start(() -> {
            for (int i = 0; i < 50; i++) {
              turns.take();
              together.compareAndSet(false, computing.incrementAndGet() > 1);
              computing.decrementAndGet();
              turns.give();
            }
            done.countDown();
          });
    }

    done.await();
    return together.get();
  }
}
