package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.dashboard.MadeUpDecisions;
import org.meitheal.dashboard.decision.Comparison.Line;
import org.meitheal.dashboard.decision.Comparison.Part;

class ComparisonTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Comparison comparison =
      Comparison.of(MadeUpDecisions.decision(1, new Random(1)), NOW);

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
    assertThat(Comparison.of(MadeUpDecisions.decision(number, new Random(1)), NOW).row().verdict())
        .isEqualTo(verdict);
  }

  @Test
  void showsADivisionByPartAndStage() {
    DivisionTable division = Comparison.of(MadeUpDecisions.divided(new Random(1)), NOW).division();

    assertThat(division.summary()).isEqualTo("3 parts on 3 devices, led by camera-1.");
    assertThat(division.idealSpeedup()).isEqualTo("2.7×");
    assertThat(division.sent()).isEqualTo("730 KB");
    assertThat(division.halo()).isEqualTo("80 million");
    assertThat(division.stages()).containsExactly("0–3", "4–17");
    assertThat(division.parts())
        .extracting(DivisionTable.Part::shares)
        .containsExactly(
            List.of("rows 0–29", "all"), List.of("rows 30–54", ""), List.of("rows 55–79", ""));
    assertThat(division.parts())
        .extracting(DivisionTable.Part::spare)
        .containsExactly("", "cloud-1", "camera-1");
  }

  @Test
  void showsThePartsAsTheyRan() {
    List<PartRow> parts = Comparison.of(MadeUpDecisions.divided(new Random(1)), NOW).ran().parts();

    assertThat(parts.get(1))
        .isEqualTo(
            new PartRow(1, "edge-1", "done", false, "68 ms", "7.0 ms", "290 KB", "10 %", ""));
    assertThat(parts.get(2).how()).isEqualTo("lost, done by the lead");
    assertThat(parts.get(2).lost()).isTrue();
  }

  @Test
  void hasNoDivisionWhereOneDeviceDoesIt() {
    assertThat(comparison.division()).isNull();
    assertThat(comparison.ran().parts()).isEmpty();
  }

  private Line line(String device) {
    return comparison.lines().stream()
        .filter(line -> device.equals(line.device()))
        .findFirst()
        .orElseThrow();
  }
}
