package org.meitheal.core.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CountSeriesTests {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** An event, for the recount. */
  private record Event(Instant at, boolean good) {}

  static List<Long> seeds() {
    return new Random(1).longs(60).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithARecount(long seed) {
    Random random = new Random(seed);
    Duration window = Duration.ofSeconds(300 + random.nextInt(40 * 86_400));
    Slo slo = Slos.of(0.5 + random.nextDouble() * 0.49, window);
    CountSeries series = new CountSeries(Buckets.of(window));
    List<Event> events = new ArrayList<>();
    Instant now = START;
    for (int i = 0; i < 400; i++) {
      now = now.plusMillis(random.nextLong(window.toMillis() / 100));
      // Some are told of late.
      Instant at = now.minusMillis(random.nextInt(5) == 0 ? random.nextLong(60_000) : 0);
      Event event = new Event(at, random.nextDouble() < 0.7);
      events.add(event);
      series.add(series.buckets().at(at), event.good() ? Counts.ONE_GOOD : Counts.ONE_BAD);
      if (i % 40 == 0) {
        agree(seed, slo, series, events, now);
      }
    }
    agree(seed, slo, series, events, now);
  }

  private static void agree(
      long seed, Slo slo, CountSeries series, List<Event> events, Instant now) {
    List<Duration> windows = new ArrayList<>(List.of(slo.window()));
    for (AlertRule rule : AlertRule.of(slo.window())) {
      windows.add(rule.longWindow());
      windows.add(rule.shortWindow());
    }
    for (Duration window : windows) {
      assertThat(series.over(window, now))
          .as("seed %d, window %s", seed, window)
          .isEqualTo(recount(series.buckets(), events, window, now));
    }
    Evaluation evaluation = Evaluation.of(slo, series, Standing.begin(slo, now), now);
    Counts all = recount(series.buckets(), events, slo.window(), now);
    assertThat(evaluation.counts()).isEqualTo(all);
    assertThat(evaluation.budgetLeft())
        .isCloseTo(1 - all.bad() / ((1 - slo.target()) * all.total()), within(1e-9));
    for (AlertRule rule : AlertRule.of(slo.window())) {
      Counts longOnes = recount(series.buckets(), events, rule.longWindow(), now);
      Counts shortOnes = recount(series.buckets(), events, rule.shortWindow(), now);
      boolean burns =
          longOnes.bad() >= slo.minimumBad()
              && burns(longOnes, slo, rule)
              && burns(shortOnes, slo, rule);
      assertThat(rule.read(slo, series, now).burns()).as("seed %d", seed).isEqualTo(burns);
    }
  }

  private static boolean burns(Counts counts, Slo slo, AlertRule rule) {
    return counts.total() > 0
        && (double) counts.bad() / counts.total()
            >= rule.threshold(slo.window()) * (1 - slo.target()) * (1 - 1e-9);
  }

  /** Every event from the start of the bucket in which the window begins, until now. */
  private static Counts recount(Buckets buckets, List<Event> events, Duration window, Instant now) {
    Instant from = buckets.start(buckets.at(now.minus(window)));
    Counts counts = Counts.NONE;
    for (Event event : events) {
      if (!event.at().isBefore(from) && !event.at().isAfter(now)) {
        counts = counts.plus(event.good() ? Counts.ONE_GOOD : Counts.ONE_BAD);
      }
    }
    return counts;
  }

  @ParameterizedTest
  @CsvSource({"300, 1", "3600, 1", "43200, 1", "86400, 2", "2592000, 60", "7776000, 180"})
  void bucketsAreFewAndShort(long windowSeconds, long bucketSeconds) {
    Buckets buckets = Buckets.of(Duration.ofSeconds(windowSeconds));

    assertThat(buckets.seconds()).isEqualTo(bucketSeconds);
    assertThat(buckets.count()).isLessThanOrEqualTo(43_201);
    assertThat(buckets.count() * bucketSeconds).isGreaterThan(windowSeconds);
  }

  @Test
  void aLongSilenceForgetsAll() {
    CountSeries series = new CountSeries(Buckets.of(Duration.ofMinutes(5)));
    series.add(1_000, new Counts(1, 2));
    series.add(9_000, new Counts(3, 0));

    assertThat(series.between(0, 10_000)).isEqualTo(new Counts(3, 0));
  }

  @Test
  void whatIsTooOldIsNotCounted() {
    CountSeries series = new CountSeries(Buckets.of(Duration.ofMinutes(5)));
    series.add(1_000, new Counts(1, 2));
    series.add(699, new Counts(5, 5));
    series.set(700, new Counts(1, 0));

    assertThat(series.between(0, 10_000)).isEqualTo(new Counts(2, 2));
  }

  @Test
  void whatIsStoredReplacesWhatWasCounted() {
    CountSeries series = new CountSeries(Buckets.of(Duration.ofMinutes(5)));
    series.add(7, new Counts(1, 2));
    series.set(7, new Counts(4, 4));

    assertThat(series.between(7, 7)).isEqualTo(new Counts(4, 4));
  }
}
