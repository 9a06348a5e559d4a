package org.meitheal.worker.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.memory.RequestMemory;

@Timeout(60)
class RechecksTests {
  private static final long LIMIT = 8 << 20;

  private static final Check NEVER =
      (_, _, _) -> {
        throw new AssertionError("nothing is to be checked");
      };

  private final RequestMemory memory = new RequestMemory(LIMIT);

  @Test
  void aShareOfNoneDrawsNever() {
    Rechecks rechecks = rechecks(0, () -> 0);

    for (int i = 0; i < 100; i++) {
      assertThat(rechecks.draw()).isNull();
    }
  }

  @Test
  void aShareOfAllDrawsEachThatComesWhileNoneIsChecked() {
    Rechecks rechecks = rechecks(1, () -> 0.999_999);

    for (int i = 0; i < 100; i++) {
      Recheck drawn = Objects.requireNonNull(rechecks.draw());
      assertThat(rechecks.draw()).isNull();
      drawn.drop();
    }
  }

  @Test
  void aShareDrawsAboutAsMany() {
    Random random = new Random(4);
    Rechecks rechecks = rechecks(0.02, random::nextDouble);
    int drawn = 0;
    for (int i = 0; i < 10_000; i++) {
      Recheck one = rechecks.draw();
      if (one != null) {
        drawn++;
        one.drop();
      }
    }

    assertThat(drawn).isBetween(150, 250);
  }

  @Test
  void noneIsKeptWhileRequestsHoldMuch() {
    Rechecks rechecks = rechecks(1, () -> 0);
    try (MemoryLease busy = memory.lease()) {
      var unused = busy.allocate((int) LIMIT / 2 + 1);
      assertThat(rechecks.draw()).isNull();
    }
    assertThat(rechecks.draw()).isNotNull();
  }

  @Test
  void whatIsDroppedGivesItsMemoryBackOnce() {
    Rechecks rechecks = rechecks(1, () -> 0);
    Recheck drawn = Objects.requireNonNull(rechecks.draw());
    try (MemoryLease request = memory.lease()) {
      var unused = request.allocate(1_000_000);
      drawn.hold(request);
    }
    assertThat(memory.usedBytes()).isPositive();

    drawn.begin(); // without an answer
    drawn.drop();
    drawn.drop();

    assertThat(memory.usedBytes()).isZero();
    assertThat(rechecks.status()).isEqualTo(new Rechecks.Status(0, 0, 0, false));
  }

  @Test
  void noneIsDrawnOnceItIsClosed() {
    Rechecks rechecks = rechecks(1, () -> 0);
    rechecks.close();

    assertThat(rechecks.draw()).isNull();
  }

  private Rechecks rechecks(double share, DoubleSupplier random) {
    return new Rechecks(share, random, memory, LIMIT, NEVER, _ -> {}, LaneClock.system());
  }
}
