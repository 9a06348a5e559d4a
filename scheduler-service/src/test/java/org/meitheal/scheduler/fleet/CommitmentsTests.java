package org.meitheal.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;

class CommitmentsTests {
  private static final DeviceId DEVICE = new DeviceId("cam-1");

  private final AtomicLong clock = new AtomicLong(1_000_000_000);
  private final Commitments commitments = new Commitments(clock::get);

  @Test
  void workCountsFromWhenItIsSentUntilItIsDone() {
    Commitment commitment = commitments.add(DEVICE, Duration.ofMillis(250));
    pass(100);
    assertThat(commitments.unreported(DEVICE, Duration.ofSeconds(1)))
        .containsExactly(Duration.ofMillis(150));

    commitment.close();

    assertThat(commitments.unreported(DEVICE, Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void whatTheLastReportCouldShowIsLeftToIt() {
    commitments.add(DEVICE, Duration.ofMillis(900));
    pass(500);
    commitments.add(DEVICE, Duration.ofMillis(250));

    assertThat(commitments.unreported(DEVICE, Duration.ofMillis(100)))
        .containsExactly(Duration.ofMillis(250));
  }

  @Test
  void workThatOverrunsItsEstimateTakesNoNegativeTime() {
    commitments.add(DEVICE, Duration.ofMillis(50));
    pass(100);

    assertThat(commitments.unreported(DEVICE, Duration.ofSeconds(1)))
        .containsExactly(Duration.ZERO);
  }

  private void pass(long ms) {
    clock.addAndGet(Duration.ofMillis(ms).toNanos());
  }
}
