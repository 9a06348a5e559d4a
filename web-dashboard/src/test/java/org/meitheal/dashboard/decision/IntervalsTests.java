package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.decision.Intervals.Row;

class IntervalsTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void drawsWhatWasPredictedOnOneAxis() {
    Intervals intervals = Intervals.of(Telling.local(NOW));

    assertThat(intervals.rows())
        .extracting(Row::device)
        .containsExactly("camera-1", "gate-1", "edge-1", "cloud-1");
    for (Row row : intervals.rows()) {
      assertThat(row.most().x()).isBetween(0.0, row.half().x());
      assertThat(row.medianX()).isBetween(row.half().x(), row.half().x() + row.half().width());
      assertThat(row.most().x() + row.most().width()).isBetween(row.medianX(), 100.0);
    }
  }

  @Test
  void halfAndNineTenthsLieAroundTheMean() {
    Row local = Intervals.of(Telling.local(NOW)).rows().getFirst();
    double perMs = local.medianX() / 206;

    assertThat(local.half().width()).isCloseTo(2 * 0.67449 * 14 * perMs, within(1e-3));
    assertThat(local.most().width()).isCloseTo(2 * 1.644854 * 14 * perMs, within(1e-3));
    assertThat(local.label())
        .isEqualTo(
            "local camera-1: median 206 ms, nine of ten between 183 ms and 229 ms, > 99.9 % in time, took 205 ms");
  }

  @Test
  void marksHowLongItTookFromThePlanOn() {
    Row chosen =
        Intervals.of(Telling.retried(NOW)).rows().stream()
            .filter(Row::chosen)
            .findFirst()
            .orElseThrow();

    assertThat(chosen.actualX() / chosen.medianX()).isCloseTo((287 - 180) / 151.0, within(1e-9));
    assertThat(chosen.device()).isEqualTo("cloud-1");
  }

  @Test
  void tellsInsteadOfDrawingWhatLiesBeyond() {
    Row hopeless = Intervals.of(Telling.retried(NOW)).rows().get(1);

    assertThat(hopeless.device()).isEqualTo("gate-1");
    assertThat(hopeless.beyond()).isEqualTo("950 ms");
    assertThat(hopeless.medianX()).isEqualTo(100);
  }
}
