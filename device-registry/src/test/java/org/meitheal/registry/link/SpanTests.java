package org.meitheal.registry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanTests {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void theLeadIsAQuarterToAHalfOfTheLength() {
    for (int second = 0; second < 3600; second += 7) {
      Span span = new Span(NOON.plusSeconds(second), HOUR);

      Duration lead = Duration.between(span.withLead().since(), span.since());

      assertThat(lead).isBetween(HOUR.dividedBy(4), HOUR.dividedBy(2));
      assertThat(span.withLead().until()).isEqualTo(span.until());
    }
  }

  @Test
  void theLeadsBeginMovesFourTimesInALength() {
    assertThat(
            IntStream.range(0, 3600)
                .mapToObj(second -> new Span(NOON.plusSeconds(second), HOUR).withLead().since())
                .distinct())
        .hasSize(4);
  }

  @Test
  void piecesAreAMillisecondAtLeast() {
    assertThat(new Span(NOON, HOUR).pieceMs(60)).isEqualTo(60_000);
    assertThat(new Span(NOON, HOUR).pieceMs(7)).isEqualTo(514_286);
    assertThat(new Span(NOON, Duration.ofMillis(3)).pieceMs(1000)).isOne();
  }
}
