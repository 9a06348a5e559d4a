package org.meitheal.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.worker.lane.StoppedException.Reason;
import org.meitheal.worker.support.Await;

@Timeout(60)
class AdmissionTests {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualClock clock = new ManualClock();
  private final Lanes lanes = new Lanes(2, 4, Emulation.NONE, clock, () -> {});

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void runsItsQuantaAndIsCountedOnInBetween() throws Exception {
    try (Admission admission = admit(10 * SECOND, 3 * SECOND)) {
      assertThat(lanes.freeInMs()).containsExactly(3_000, 0);

      Job<String> quantum =
          admission.run(
              SECOND,
              stop -> {
                clock.compute(7);
                return "one";
              });

      assertThat(quantum.await()).isEqualTo("one");
      assertThat(quantum.laneNanos()).isEqualTo(7);
      assertThat(lanes.freeInMs()).containsExactly(2_000, 0);
      assertThat(lanes.idle()).isEqualTo(1);
    }
    assertThat(lanes.idle()).isEqualTo(2);
    assertThat(lanes.freeInMs()).containsExactly(0, 0);
  }

  @Test
  void isAdmittedAsAWholeOrNotAtAll() {
    Demand fits = new Demand(0, clock.now() + 10 * SECOND, 8 * SECOND);

    assertThatThrownBy(() -> lanes.admit(List.of(fits, fits, fits)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.earliestFinishMs()).isEqualTo(16_000));
    assertThat(lanes.idle()).isEqualTo(2);
  }

  @Test
  void othersAreRefusedForItsSakeAndItsOwnQuantaNever() throws Exception {
    try (Lanes one = new Lanes(1, 1, Emulation.NONE, clock, () -> {})) {
      Admission admission = one.admit(List.of(demand(10 * SECOND, 8 * SECOND))).getFirst();

      assertThatThrownBy(() -> one.submit(demand(9 * SECOND, 5 * SECOND), stop -> "late"))
          .isInstanceOf(RefusedException.class);

      assertThat(admission.run(20 * SECOND, stop -> "longer than thought").await()).isNotNull();
      admission.close();
    }
  }

  @Test
  void cancellingEndsAWaitAndForbidsMore() throws Exception {
    try (Admission admission = admit(60 * SECOND, 0)) {
      Thread.ofVirtual().start(admission::cancel);

      assertStopped(() -> admission.await(new CompletableFuture<String>()), Reason.CANCELLED);
      assertStopped(() -> admission.run(1, stop -> "more"), Reason.CANCELLED);
    }
  }

  @Test
  void cancellingStopsAQuantumThatRuns() throws Exception {
    try (Admission admission = admit(60 * SECOND, 0)) {
      CountDownLatch cancelled = new CountDownLatch(1);
      assertStopped(
          () ->
              admission.run(
                  1,
                  stop -> {
                    Thread.ofVirtual()
                        .start(() -> {
                          admission.cancel();
                          cancelled.countDown();
                        });
                    cancelled.await();
                    stop.check();
                    return "too far";
                  }),
          Reason.CANCELLED);
    }
    Await.until("idle", () -> lanes.idle() == 2);
  }

  @Test
  void aWaitGivesWhatCameOrWhyNot() throws Exception {
    try (Admission admission = admit(60 * SECOND, 0)) {
      assertThat(admission.await(CompletableFuture.completedFuture("rows"))).isEqualTo("rows");
      assertThatThrownBy(() ->
              admission.await(CompletableFuture.failedFuture(new IllegalStateException("no"))))
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void aWaitEndsAtTheDeadline() throws Exception {
    try (Admission admission = admit(5, 0)) {
      clock.pass(10);

      assertStopped(() -> admission.await(new CompletableFuture<String>()), Reason.DEADLINE_PASSED);
    }
  }

  @Test
  void drainingLetsAnAdmittedPartFinish() throws Exception {
    Admission admission = admit(60 * SECOND, 0);

    assertThat(lanes.drain(Duration.ofMillis(1))).isFalse();
    assertThat(admission.run(1, stop -> "next quantum").await()).isEqualTo("next quantum");
    admission.close();

    assertThat(lanes.drain(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void closingTheLanesStopsIt() throws Exception {
    Admission admission = admit(60 * SECOND, 0);

    lanes.close();

    assertStopped(() -> admission.run(1, stop -> "more"), Reason.SHUTTING_DOWN);
    admission.close();
    lanes.join(Duration.ofSeconds(10));
  }

  private Admission admit(long within, long expected) throws RefusedException {
    return lanes.admit(List.of(demand(within, expected))).getFirst();
  }

  private Demand demand(long within, long expected) {
    return new Demand(0, clock.now() + within, expected);
  }

  private static void assertStopped(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoppedException.class, stopped -> assertThat(stopped.reason()).isEqualTo(reason));
  }
}
