package org.meitheal.dashboard.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpeedChartTests {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void drawsALineFromTheFirstReadingToTheLast() {
    SpeedChart chart = SpeedChart.of("m", readings(0.5, 1.0, 0.25));

    assertThat(chart.line()).isEqualTo("0.0,32.0 150.0,4.0 300.0,46.0");
    assertThat(chart.summary()).isEqualTo("Between 0.250 ns and 1.000 ns since 12:00:00 UTC.");
    assertThat(chart.rows())
        .extracting(SpeedChart.Row::at)
        .containsExactly("12:00:20", "12:00:10", "12:00:00");
  }

  @Test
  void drawsNothingOfOneReading() {
    assertThat(SpeedChart.of("m", readings(0.5)).drawn()).isFalse();
    assertThat(SpeedChart.of("m", List.of()).drawn()).isFalse();
  }

  @Test
  void tellsOnlySomeOfManyReadings() {
    SpeedChart chart =
        SpeedChart.of("m", readings(IntStream.range(1, 180).asDoubleStream().toArray()));

    assertThat(chart.rows()).hasSizeBetween(10, 15);
  }

  private static List<SpeedMemory.Reading> readings(double... speeds) {
    return IntStream.range(0, speeds.length)
        .mapToObj(i -> new SpeedMemory.Reading(START.plusSeconds(10L * i), speeds[i]))
        .toList();
  }
}
