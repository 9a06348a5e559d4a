package org.meitheal.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTests {
  @ParameterizedTest
  @CsvSource({"0.04, 0.0 ms", "9.94, 9.9 ms", "31.4, 31 ms", "999, 999 ms", "1234, 1.23 s", ", –"})
  void milliseconds(Double ms, String text) {
    assertThat(Quantities.milliseconds(ms)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"25e6, 200 Mb/s", "0.5e6, 4.0 Mb/s", "125e6, 1.0 Gb/s", "NaN, –", ", –"})
  void bandwidth(Double bytesPerSecond, String text) {
    assertThat(Quantities.bandwidth(bytesPerSecond)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 100.0 %", "0.9995, > 99.9 %", "0.931, 93.1 %", "0.0001, < 0.1 %", "0, 0.0 %"})
  void probability(Double probability, String text) {
    assertThat(Quantities.probability(probability)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-5, 0.0 s", "420, 0.4 s", "41000, 41 s", "754000, 12 min", "9e6, 2 h", "2e8, 2 d"})
  void age(double ms, String text) {
    assertThat(Quantities.age(Duration.ofMillis((long) ms))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "25, 25 s",
    "2.5, 2.5 s",
    "300, 5 min",
    "168, 2.8 min",
    "3600, 1 h",
    "21600, 6 h",
    "86400, 1 d",
    "90000, 25 h",
    "259200, 3 d"
  })
  void span(double seconds, String text) {
    assertThat(Quantities.span(seconds)).isEqualTo(text);
  }

  @Test
  void bytesAndTimes() {
    assertThat(Quantities.bytes(999)).isEqualTo("999 B");
    assertThat(Quantities.bytes(602_112)).isEqualTo("602 KB");
    assertThat(Quantities.bytes(64_000_000)).isEqualTo("64.0 MB");
    Instant at = Instant.parse("2026-11-24T06:01:02.345Z");
    assertThat(Quantities.clock(at)).isEqualTo("06:01:02");
    assertThat(Quantities.moment(at)).isEqualTo("2026-11-24 06:01:02.345 UTC");
  }
}
