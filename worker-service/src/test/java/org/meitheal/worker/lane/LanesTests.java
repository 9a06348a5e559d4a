package org.meitheal.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.worker.lane.StoppedException.Reason;
import org.meitheal.worker.support.Await;

@Timeout(60)
class LanesTests {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualClock clock = new ManualClock();
  private final Lanes lanes = new Lanes(1, 2, Emulation.NONE, clock, () -> {});
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    gate.countDown();
    lanes.close();
  }

  @Test
  void givesTheResultAndTheTimes() throws Exception {
    Job<String> job =
        lanes.submit(
            in(60 * SECOND, 0),
            stop -> {
              clock.compute(5_000);
              return "done";
            });

    assertThat(job.await()).isEqualTo("done");
    assertThat(job.laneNanos()).isEqualTo(5_000);
    assertThat(lanes.freeInMs()).containsExactly(0);
  }

  @Test
  void runsByPriorityThenDeadline() throws Exception {
    occupy(0);
    Job<String> late = lanes.submit(in(90 * SECOND, 0), named("late"));
    Job<String> urgent =
        lanes.submit(new Demand(1, clock.now() + 120 * SECOND, 0), named("urgent"));

    gate.countDown();
    late.await();
    urgent.await();

    assertThat(ran).containsExactly("urgent", "late");
  }

  @Test
  void refusesWhatCannotBeDoneInTime() throws Exception {
    occupy(SECOND);

    assertThatThrownBy(() -> lanes.submit(in(SECOND, SECOND / 2), named("no")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.earliestFinishMs()).isEqualTo(1500));
  }

  @Test
  void doesNotJudgeByTimeWhatItHasNotMeasured() throws Exception {
    occupy(0);

    assertThat(lanes.submit(in(1, 0), named("unknown"))).isNotNull();
  }

  @Test
  void refusesWhenTheQueueIsFull() throws Exception {
    occupy(0);
    lanes.submit(in(60 * SECOND, 0), named("first"));
    lanes.submit(in(60 * SECOND, 0), named("second"));

    assertThatThrownBy(() -> lanes.submit(in(60 * SECOND, 0), named("third")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("queue");
  }

  @Test
  void whatIsCancelledInTheQueueNeverRuns() throws Exception {
    occupy(0);
    Job<String> job = lanes.submit(in(60 * SECOND, 0), named("cancelled"));

    job.cancel();

    assertStopped(job, Reason.CANCELLED);
    gate.countDown();
    assertThat(lanes.submit(in(60 * SECOND, 0), named("next")).await()).isEqualTo("next");
    assertThat(ran).containsExactly("next");
  }

  @Test
  void whatRunsIsStoppedWhereItAsks() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Job<String> job =
        lanes.submit(
            in(60 * SECOND, 0),
            stop -> {
              begun.countDown();
              gate.await();
              stop.check();
              return "too far";
            });
    begun.await();

    job.cancel();
    gate.countDown();

    assertStopped(job, Reason.CANCELLED);
  }

  @Test
  void aDeadlineThatPassedInTheQueueIsNotStarted() throws Exception {
    occupy(0);
    Job<String> job = lanes.submit(in(1_000, 0), named("expired"));
    clock.pass(2_000);

    gate.countDown();

    assertStopped(job, Reason.DEADLINE_PASSED);
    assertThat(ran).isEmpty();
  }

  @Test
  void theTasksOwnFailureComesBackAndTheLaneLivesOn() throws Exception {
    Job<String> job =
        lanes.submit(
            in(60 * SECOND, 0),
            stop -> {
              throw new StackOverflowError("deep");
            });

    assertThatThrownBy(job::await)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(lanes.submit(in(60 * SECOND, 0), named("next")).await()).isEqualTo("next");
  }

  @Test
  void drainingFinishesWhatWasAdmittedAndRefusesTheRest() throws Exception {
    occupy(0);
    Job<String> admitted = lanes.submit(in(60 * SECOND, 0), named("admitted"));

    assertThat(lanes.drain(Duration.ofMillis(1))).isFalse();
    assertThatThrownBy(() -> lanes.submit(in(60 * SECOND, 0), named("late")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("shutting down");
    gate.countDown();

    assertThat(lanes.drain(Duration.ofSeconds(10))).isTrue();
    assertThat(admitted.await()).isEqualTo("admitted");
  }

  @Test
  void aSlowDeviceIsBusyForAsLongAsItWouldTake() throws Exception {
    try (Lanes slow = new Lanes(1, 2, Emulation.of(4), clock, () -> {})) {
      Job<String> job =
          slow.submit(
              in(60 * SECOND, 0),
              stop -> {
                clock.compute(1_000_000);
                return "done";
              });
      Await.until("the lane waits out the rest", () -> slow.freeInMs()[0] > 2.9 && ran.isEmpty());
      assertThat(slow.freeInMs()[0]).isEqualTo(3);
      clock.pass(3_000_000);

      assertThat(job.await()).isEqualTo("done");
      assertThat(job.laneNanos()).isEqualTo(4_000_000);
    }
  }

  @Test
  void calibrationIsNotSlowedDown() throws Exception {
    try (Lanes slow = new Lanes(1, 2, Emulation.of(1_000), clock, () -> {})) {
      Job<String> job =
          slow.submitAtFullSpeed(
              in(60 * SECOND, 0),
              stop -> {
                clock.compute(1_000_000);
                return "done";
              });

      assertThat(job.await()).isEqualTo("done");
      assertThat(job.laneNanos()).isEqualTo(1_000_000);
    }
  }

  private void occupy(long expected) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    lanes.submit(
        in(100 * SECOND, expected),
        stop -> {
          begun.countDown();
          gate.await();
          return "occupied";
        });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Task<String> named(String name) {
    return stop -> {
      ran.add(name);
      return name;
    };
  }

  private Demand in(long nanos, long expected) {
    return new Demand(0, clock.now() + nanos, expected);
  }

  private static void assertStopped(Job<String> job, Reason reason) {
    assertThatThrownBy(job::await)
        .isInstanceOfSatisfying(
            StoppedException.class, stopped -> assertThat(stopped.reason()).isEqualTo(reason));
  }
}
