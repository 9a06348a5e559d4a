package org.meitheal.scheduler.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meitheal.core.slo.Counts;
import org.meitheal.core.slo.Selector;
import org.meitheal.core.slo.Selector.Subject;
import org.meitheal.core.slo.Slo;
import org.meitheal.protocol.scheduler.ExecutionView;

class ObjectivesTests {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:30Z");
  private final Objectives objectives = new Objectives(InstantSource.fixed(NOW));

  @Test
  void manyThreadsCountEachEventOnceWhileItIsTakenIn() throws InterruptedException {
    Ledger ledger = track(1).getFirst().ledger();
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(_ ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < 25_000; i++) {
                        objectives.ended(execution(i % 4 == 0 ? "expired" : "completed"));
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      while (!thread.join(Duration.ofMillis(1))) {
        ledger.takeIn(NOW);
      }
    }
    ledger.takeIn(NOW);

    assertThat(ledger.unwritten().values()).containsExactly(new Counts(75_000, 25_000));
  }

  @Test
  void whoIsNotSelectedDoesNotCount() {
    Ledger ledger = track(1).getFirst().ledger();
    objectives.ended(execution("cancelled"));
    ledger.takeIn(NOW);

    assertThat(ledger.unwritten()).isEmpty();
  }

  @Test
  void withoutStepsPlansAreLeftAlone() {
    var unused = track(3);

    assertThat(objectives.guide(new Subject("lite0", null, 0), 0.95, false).target())
        .isEqualTo(0.95);
  }

  private List<Tracked> track(int count) {
    List<Tracked> tracked =
        IntStream.range(0, count)
            .mapToObj(i ->
                new Objective(
                    new Slo("slo-" + i, Selector.ALL, 0.95, null, Duration.ofDays(30), 10), null))
            .map(objective -> Tracked.begin(objective, new Ledger(objective.slo()), NOW))
            .toList();
    objectives.set(tracked);
    return tracked;
  }

  static ExecutionView execution(String state) {
    return new ExecutionView(
        "lab.x",
        "lab.d",
        "lite0",
        state,
        "cam-1",
        "peer",
        1,
        100,
        50.0,
        state.equals("completed") ? 60.0 : null,
        null,
        null,
        null,
        null,
        NOW);
  }
}
