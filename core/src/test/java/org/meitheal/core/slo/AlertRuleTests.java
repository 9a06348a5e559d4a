package org.meitheal.core.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.core.slo.AlertRule.Reading;
import org.meitheal.core.slo.AlertRule.Severity;

class AlertRuleTests {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:30Z");
  private static final Offset<Double> EXACT = within(1e-9);

  @ParameterizedTest
  @CsvSource({
    "0, PAGE, 0.02, 60, 5, 14.4",
    "1, PAGE, 0.05, 360, 30, 6",
    "2, TICKET, 0.10, 4320, 360, 1"
  })
  void thirtyDaysHaveTheWorkbooksTable(
      int rule, Severity severity, double share, long longMin, long shortMin, double threshold) {
    AlertRule is = AlertRule.of(Duration.ofDays(30)).get(rule);

    assertThat(is.severity()).isEqualTo(severity);
    assertThat(is.budgetShare()).isEqualTo(share);
    assertThat(is.longWindow()).isEqualTo(Duration.ofMinutes(longMin));
    assertThat(is.shortWindow()).isEqualTo(Duration.ofMinutes(shortMin));
    assertThat(is.threshold(Duration.ofDays(30))).isCloseTo(threshold, EXACT);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 60, 1_440, 10_080, 40_320, 129_600})
  void otherPeriodsAreScaled(long minutes) {
    Duration period = Duration.ofMinutes(minutes);

    List<AlertRule> rules = AlertRule.of(period);

    assertThat(rules)
        .extracting(AlertRule::longWindow)
        .containsExactly(period.dividedBy(720), period.dividedBy(120), period.dividedBy(10));
    for (AlertRule rule : rules) {
      assertThat(rule.shortWindow()).isEqualTo(rule.longWindow().dividedBy(12));
      double formula = rule.budgetShare() * period.toNanos() / rule.longWindow().toNanos();
      assertThat(rule.threshold(period)).isCloseTo(formula, EXACT);
    }
    assertThat(rules.get(0).threshold(period)).isCloseTo(14.4, within(1e-6));
    assertThat(rules.get(1).threshold(period)).isCloseTo(6, within(1e-6));
    assertThat(rules.get(2).threshold(period)).isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 72, true",
    "100, 71, false",
    "1000, 720, true",
    "1000, 719, false",
    "100, 100, true"
  })
  void theFastestPagesFromItsThresholdOn(int total, int bad, boolean burns) {
    CountSeries series = series();
    spread(series, 60, new Counts(total - bad, bad));

    assertThat(readings(series).getFirst().burns()).isEqualTo(burns);
  }

  @Test
  void whatIsOverNoLongerPages() {
    CountSeries series = series();
    long now = series.buckets().at(NOW);
    for (long bucket = now - 59; bucket < now - 6; bucket++) {
      series.add(bucket, new Counts(0, 10));
    }
    series.add(now, new Counts(10, 0));

    Reading fastest = readings(series).getFirst();

    assertThat(fastest.longBurn()).isGreaterThan(14.4);
    assertThat(fastest.shortBurn()).isZero();
    assertThat(fastest.burns()).isFalse();
  }

  @Test
  void aBlipDoesNotPage() {
    CountSeries series = series();
    spread(series, 60, new Counts(100, 0));
    series.add(series.buckets().at(NOW), new Counts(0, 1_000));

    Reading fastest = readings(series).getFirst();

    assertThat(fastest.shortBurn()).isGreaterThan(10);
    assertThat(fastest.burns()).isFalse();
  }

  @Test
  void fourMissesOfTenAreTooFew() {
    CountSeries series = series();
    series.add(series.buckets().at(NOW), new Counts(6, 4));

    assertThat(readings(series)).noneMatch(Reading::burns);
    assertThat(readings(series).get(1).longBurn()).isCloseTo(8, EXACT);
  }

  @Test
  void nothingBurnsWhereNothingHappens() {
    assertThat(readings(series()))
        .allSatisfy(reading -> {
          assertThat(reading.burns()).isFalse();
          assertThat(reading.longBurn()).isNull();
          assertThat(reading.shortBurn()).isNull();
        });
  }

  private static Slo slo() {
    return Slos.of(0.95, Duration.ofDays(30));
  }

  private static CountSeries series() {
    return new CountSeries(Buckets.of(slo().window()));
  }

  private static List<Reading> readings(CountSeries series) {
    return AlertRule.of(slo().window()).stream()
        .map(rule -> rule.read(slo(), series, NOW))
        .toList();
  }

  private static void spread(CountSeries series, int minutes, Counts each) {
    long now = series.buckets().at(NOW);
    for (long bucket = now - minutes; bucket <= now; bucket++) {
      series.add(bucket, each);
    }
  }
}
