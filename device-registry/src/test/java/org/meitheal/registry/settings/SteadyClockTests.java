package org.meitheal.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTests {
  @Test
  void followsTheMonotonicClockFromItsStart() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    SteadyClock clock = SteadyClock.startingAt(start, nanos::get);

    nanos.addAndGet(1_000_000);

    assertThat(clock.instant()).as("across the overflow").isEqualTo(start.plusMillis(1));
  }
}
