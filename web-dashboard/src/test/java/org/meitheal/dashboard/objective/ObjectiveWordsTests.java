package org.meitheal.dashboard.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.objective.Objectives.Heard;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.ObjectiveView.Burn;
import org.meitheal.protocol.scheduler.ObjectiveView.Feedback;

class ObjectiveWordsTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void saysTheWorstOfHowItStands() {
    assertThat(standing(null, "ok", "ok")).isEqualTo(StandingWords.QUIET);
    assertThat(standing(0.4, "ok", "ok")).isEqualTo(StandingWords.KEPT);
    assertThat(standing(0.4, "ok", "firing")).isEqualTo(StandingWords.TICKET);
    assertThat(standing(0.0, "ok", "firing")).isEqualTo(StandingWords.SPENT);
    assertThat(standing(-2.0, "firing", "ok")).isEqualTo(StandingWords.PAGE);
  }

  @Test
  void keepsTheBarWithinItsBounds() {
    assertThat(ObjectiveCard.of(view(1.0, "ok", "ok", 0)).filled()).isEqualTo(100);
    assertThat(ObjectiveCard.of(view(-2.0, "ok", "ok", 0)))
        .matches(card -> card.filled() == 0 && card.overdrawn());
  }

  @Test
  void saysWhatItDoesToPlanning() {
    assertThat(FeedbackWords.of(view(0.4, "ok", "ok", 0)))
        .matches(words -> words.step().equals("0") && words.shedding().contains("Nobody"));
    assertThat(FeedbackWords.of(view(0.4, "ok", "ok", 3)))
        .matches(words -> words.step().equals("+3") && words.plans().contains("an eighth"))
        .matches(words -> words.shedding().contains("less than 95 %"));
    assertThat(FeedbackWords.of(view(0.4, "ok", "ok", -1)))
        .matches(words -> words.step().equals("−1") && words.plans().contains("1.5 times"));
  }

  @Test
  void saysWhatAChangeMeans() {
    ObjectiveSpec known = spec();
    ObjectiveSpec stricter = new ObjectiveSpec("x", "m", null, 1, 0.99, 100.0, "30d", 10);
    ObjectiveSpec other = new ObjectiveSpec("x", "m", null, null, 0.9, 100.0, "30d", 10);

    assertThat(Consequences.ofChanging(stricter, known))
        .anyMatch(one -> one.contains("counts go on"));
    assertThat(Consequences.ofChanging(other, known))
        .anyMatch(one -> one.contains("begins anew"))
        .anyMatch(one -> one.contains("no other request is refused"));
    assertThat(Consequences.ofMaking(known)).anyMatch(one -> one.contains("from now on"));
  }

  @Test
  void saysHowOldItIs() {
    List<ObjectiveView> one = List.of(view(0.4, "ok", "ok", 0));

    assertThat(Freshness.of(new Heard(List.of(), null, false), List.of(), NOW).stale()).isTrue();
    assertThat(Freshness.of(new Heard(one, NOW, true), one, NOW.plusSeconds(4)))
        .isEqualTo(new Freshness("Evaluated 4.0 s ago.", false));
    assertThat(Freshness.of(new Heard(one, NOW, true), one, NOW.plusSeconds(31)).stale()).isTrue();
    assertThat(Freshness.of(new Heard(one, NOW, false), one, NOW.plusSeconds(4)).text())
        .contains("does not answer", "4.0 s ago");
    assertThat(Freshness.of(new Heard(List.of(), NOW, true), List.of(), NOW).stale()).isFalse();
  }

  private static StandingWords standing(@Nullable Double left, String page, String ticket) {
    return ObjectiveCard.of(view(left, page, ticket, 0)).standing();
  }

  private static ObjectiveSpec spec() {
    return new ObjectiveSpec("x", "m", null, 1, 0.9, 100.0, "30d", 10);
  }

  private static ObjectiveView view(@Nullable Double left, String page, String ticket, int step) {
    double factor = step < 0 ? 1.5 : Math.pow(0.5, step);
    double floor = new double[] {0, 0.5, 0.8, 0.95}[Math.max(0, step)];
    return new ObjectiveView(
        spec(),
        ObjectiveView.API,
        Duration.ofDays(30).toSeconds(),
        left == null ? 0 : 90,
        left == null ? 0 : 10,
        left == null ? null : 0.9,
        left,
        List.of(burn("page", page), burn("ticket", ticket)),
        new Feedback(step, factor, floor, NOW),
        null,
        NOW);
  }

  private static Burn burn(String severity, String state) {
    return new Burn(severity, 0.02, 3600, 300, 14.4, 20.0, 20.0, state, NOW);
  }
}
