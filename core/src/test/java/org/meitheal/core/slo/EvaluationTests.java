package org.meitheal.core.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.slo.Evaluation.Point;

class EvaluationTests {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:30Z");
  private static final Slo SLO = Slos.of(0.95, Duration.ofDays(30));

  @Test
  void anAlertKeepsTheTimeWhenItBegan() {
    CountSeries series = new CountSeries(Buckets.of(SLO.window()));
    series.add(series.buckets().at(NOW), new Counts(0, 50));

    Evaluation first = Evaluation.of(SLO, series, Standing.begin(SLO, NOW), NOW);
    Evaluation second =
        Evaluation.of(SLO, series, first.standing(), NOW.plus(Duration.ofMinutes(2)));
    Evaluation over = Evaluation.of(SLO, series, second.standing(), NOW.plus(Duration.ofDays(1)));

    assertThat(first.standing().alerts().getFirst()).isEqualTo(new AlertState.Firing(NOW));
    assertThat(second.standing().alerts().getFirst()).isEqualTo(new AlertState.Firing(NOW));
    assertThat(over.standing().alerts().getFirst()).isEqualTo(AlertState.OK);
  }

  @Test
  void theBudgetBurnsDownToWhatIsLeft() {
    CountSeries series = new CountSeries(Buckets.of(SLO.window()));
    series.add(series.buckets().at(NOW.minus(Duration.ofDays(20))), new Counts(480, 20));
    series.add(series.buckets().at(NOW.minus(Duration.ofDays(5))), new Counts(490, 10));

    List<Point> points = Evaluation.budget(SLO, series, NOW, 30);
    Evaluation evaluation = Evaluation.of(SLO, series, Standing.begin(SLO, NOW), NOW);

    assertThat(points).hasSize(30);
    assertThat(points.getFirst().left()).isEqualTo(1);
    assertThat(points.get(15).left()).isCloseTo(0.6, within(1e-9));
    assertThat(points.getLast().at()).isEqualTo(NOW);
    assertThat(points.getLast().left())
        .isCloseTo(evaluation.budgetLeft(), within(1e-9))
        .isCloseTo(0.4, within(1e-9));
    assertThat(points.stream().mapToLong(point -> point.since().total()).sum()).isEqualTo(1_000);
  }

  @Test
  void aShortWindowHasFewerBucketsThanPoints() {
    Slo slo = Slos.of(0.9, Duration.ofMinutes(5));
    CountSeries series = new CountSeries(Buckets.of(slo.window()));
    series.add(series.buckets().at(NOW), new Counts(8, 2));

    List<Point> points = Evaluation.budget(slo, series, NOW, 1_000);

    assertThat(points.getLast().left()).isCloseTo(-1, within(1e-9));
    assertThat(points.stream().mapToLong(point -> point.since().bad()).sum()).isEqualTo(2);
  }

  @Test
  void nothingHappenedNothingShown() {
    CountSeries series = new CountSeries(Buckets.of(SLO.window()));

    assertThat(Evaluation.budget(SLO, series, NOW, 30)).isEmpty();
    assertThat(Evaluation.of(SLO, series, Standing.begin(SLO, NOW), NOW).budgetLeft()).isNull();
  }
}
