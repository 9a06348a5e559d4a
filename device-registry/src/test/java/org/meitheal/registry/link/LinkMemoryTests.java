package org.meitheal.registry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkMemoryTests {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void forgetsTheOldestOfSix() {
    LinkMemory memory = LinkMemory.EMPTY;
    for (double ms = 1; ms <= 6; ms++) {
      memory = memory.withRoundTrip(ms, AT.plusMillis((long) ms));
    }

    assertThat(memory.roundTripsMs()).containsExactly(2.0, 3.0, 4.0, 5.0, 6.0);
    assertThat(memory.sampledAt()).isEqualTo(AT.plusMillis(6));
  }

  @Test
  void countsLostProbesWithoutKeepingThem() {
    LinkMemory memory = LinkMemory.EMPTY.withRoundTrip(null, AT).withRoundTrip(1.0, AT);

    assertThat(memory.lost()).isOne();
    assertThat(memory.roundTripsMs()).containsExactly(1.0);
  }

  @Test
  void takesTheMiddleOne() {
    assertThat(LinkMemory.median(List.of())).isNull();
    assertThat(LinkMemory.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
    assertThat(LinkMemory.median(List.of(1.0, 400.0))).isEqualTo(200.5);
  }
}
