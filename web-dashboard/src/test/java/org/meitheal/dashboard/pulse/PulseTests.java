package org.meitheal.dashboard.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.MadeUpDecisions;
import org.meitheal.dashboard.decision.DecisionRow.Verdict;
import org.meitheal.protocol.scheduler.DecisionView;

class PulseTests {
  private Instant now = Instant.now();

  @Test
  void isADashWhereNothingWasAsked() {
    Pulse pulse = Pulse.of(List.of(), now);

    assertThat(pulse.inTime()).isEqualTo("–");
    assertThat(pulse.p99()).isEqualTo("–");
    assertThat(pulse.window()).isEqualTo("the last 5 min");
  }

  @Test
  void countsHowRequestsWentAndHowLongAnswersTook() {
    List<Outcome> outcomes =
        new ArrayList<>(
            IntStream.rangeClosed(1, 97)
                .mapToObj(i -> outcome("a" + i, Verdict.IN_TIME, (double) i))
                .toList());
    outcomes.add(outcome("b", Verdict.LATE, 980.0));
    outcomes.add(outcome("c", Verdict.REFUSED, null));
    outcomes.add(outcome("d", Verdict.RUNNING, null));

    Pulse pulse = Pulse.of(outcomes, now);

    assertThat(pulse)
        .extracting(Pulse::requests, Pulse::running, Pulse::ended, Pulse::refused, Pulse::missed)
        .containsExactly(100L, 1L, 99L, 1L, 1L);
    assertThat(pulse.inTime()).isEqualTo("98.0 %");
    assertThat(List.of(pulse.p50(), pulse.p95(), pulse.p99()))
        .containsExactly("49 ms", "94 ms", "980 ms");
  }

  @Test
  void doesNotRoundAMissAway() {
    List<Outcome> outcomes =
        new ArrayList<>(
            IntStream.range(0, 9_999)
                .mapToObj(i -> outcome("a" + i, Verdict.IN_TIME, 1.0))
                .toList());
    assertThat(Pulse.of(outcomes, now).inTime()).isEqualTo("100 %");

    outcomes.add(outcome("b", Verdict.LATE, 2.0));
    assertThat(Pulse.of(outcomes, now).inTime()).isEqualTo("> 99.9 %");
  }

  @Test
  void keepsARequestOnceAndForgetsItAfterTheWindow() {
    RecentOutcomes recent = new RecentOutcomes(() -> now);
    DecisionView decision = MadeUpDecisions.decision(49, new Random(1));
    recent.add(decision);
    recent.add(decision);
    assertThat(recent.all()).hasSize(1);

    now = decision.at().plus(RecentOutcomes.WINDOW).plus(Duration.ofMillis(1));
    assertThat(recent.all()).isEmpty();
  }

  @Test
  void takesOfAnAnswerWhatCanBeComparedWithItsPrediction() {
    Outcome outcome = Outcome.of(MadeUpDecisions.decision(3, new Random(1)));

    assertThat(outcome.device()).isEqualTo("cloud-1");
    assertThat(outcome.reckonedMs()).isEqualTo(31.0);
    assertThat(outcome.p90Ms()).isBetween(148.0, 168.0);
    Outcome refused = Outcome.of(MadeUpDecisions.decision(11, new Random(1)));
    assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(refused.actualMs()).isNull();
    Outcome again = Outcome.of(MadeUpDecisions.decision(2, new Random(1)));
    assertThat(again.p90Ms()).as("the second attempt had other time").isNull();
    assertThat(again.actualMs()).isNotNull();
  }

  private Outcome outcome(String key, Verdict verdict, Double ms) {
    return new Outcome(key, now, "m", "pi-1", verdict, ms, null, null, null);
  }
}
