package org.meitheal.registry.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DaysTests {
  private final Days days = Days.at(Instant.parse("2026-03-10T23:59:00Z"), Duration.ofDays(7));

  @Test
  void wantsPartitionsFromYesterdayToTwoDaysAhead() {
    assertThat(days.wanted()).first().isEqualTo(LocalDate.of(2026, 3, 9));
    assertThat(days.wanted()).last().isEqualTo(LocalDate.of(2026, 3, 12));
    assertThat(Days.partition("rtt_samples", LocalDate.of(2026, 3, 9)))
        .isEqualTo("rtt_samples_d20260309");
  }

  @Test
  void outlivesADayOnceAllOfItIsOlderThanTheRetention() {
    assertThat(days.outlived("rtt_samples", "rtt_samples_d20260302")).isTrue();
    assertThat(days.outlived("rtt_samples", "rtt_samples_d20260303")).isFalse();
    assertThat(days.outlived("rtt_samples", "rtt_samples_other")).isFalse();
    assertThat(days.outlived("rtt_samples", "rtt")).isFalse();
  }
}
