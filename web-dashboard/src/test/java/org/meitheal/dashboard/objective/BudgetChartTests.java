package org.meitheal.dashboard.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.objective.BudgetChart.Row;
import org.meitheal.protocol.scheduler.ObjectiveView.Point;

class BudgetChartTests {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void hasNothingWhereNothingHappened() {
    assertThat(BudgetChart.of(null).isEmpty()).isTrue();
    assertThat(BudgetChart.of(List.of()).isEmpty()).isTrue();
  }

  @Test
  void drawsEveryPointInSecondsAndPercents() {
    assertThat(BudgetChart.of(points(2)).series())
        .contains(
            "\"at\":[%d,%d]".formatted(START.getEpochSecond() + 1, START.getEpochSecond() + 2))
        .contains("\"left\":[99.0,98.0]");
  }

  @Test
  void tellsTheWholeWindowInFewRowsThatAddUp() {
    for (int points : new int[] {1, 29, 30, 31, 119, 120, 121}) {
      List<Row> rows = BudgetChart.of(points(points)).rows();

      assertThat(rows).as("%d points", points).hasSizeLessThanOrEqualTo(BudgetChart.ROWS);
      assertThat(rows.getFirst().instant()).isEqualTo(START.plusSeconds(points).toString());
      assertThat(rows.stream().mapToLong(Row::inTime).sum()).isEqualTo(10L * points);
      assertThat(rows.stream().mapToLong(Row::missed).sum()).isEqualTo(points);
    }
  }

  private static List<Point> points(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> new Point(START.plusSeconds(i), 1 - i / 100.0, 10, 1))
        .toList();
  }
}
