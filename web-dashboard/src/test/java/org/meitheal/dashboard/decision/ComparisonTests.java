package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.dashboard.MadeUp;
import org.meitheal.dashboard.decision.Comparison.Line;
import org.meitheal.dashboard.decision.Comparison.Part;

class ComparisonTests {
  private final Comparison comparison = Comparison.of(MadeUp.decision(1, new Random(1)));

  @Test
  void putsEachCandidateOnTheScaleOfTheDeadline() {
    Line edge = line("edge-1");
    Part last = edge.bar().getLast();
    double predictedMs = comparison.decision().candidates().get(5).predictedMs();

    assertThat((last.x() + last.width()) / comparison.deadlineX())
        .isCloseTo(predictedMs / 400, within(1e-9));
    assertThat(comparison.deadlineX()).isBetween(1.0, 100.0);
    assertThat(edge.chosen()).isTrue();
  }

  @Test
  void hasNoBarWhereNothingCouldBePredicted() {
    assertThat(line("camera-2").bar()).isEmpty();
    assertThat(line("camera-2").predicted()).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({"1,IN_TIME", "5,LATE", "11,REFUSED"})
  void saysHowItEnded(int number, DecisionRow.Verdict verdict) {
    assertThat(Comparison.of(MadeUp.decision(number, new Random(1))).row().verdict())
        .isEqualTo(verdict);
  }

  private Line line(String device) {
    return comparison.lines().stream()
        .filter(line -> line.device().equals(device))
        .findFirst()
        .orElseThrow();
  }
}
