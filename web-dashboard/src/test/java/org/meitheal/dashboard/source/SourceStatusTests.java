package org.meitheal.dashboard.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.source.SourceStatus.State;

class SourceStatusTests {
  @Test
  void tellsNewsFromOldNewsFromNone() {
    assertThat(SourceStatus.of("R", true, Duration.ofMillis(400)))
        .isEqualTo(new SourceStatus("R", State.LIVE, "heard 0.4 s ago"));
    assertThat(SourceStatus.of("R", true, Duration.ofSeconds(3)).state()).isEqualTo(State.STALE);
    assertThat(SourceStatus.of("R", false, Duration.ofSeconds(1)))
        .isEqualTo(new SourceStatus("R", State.STALE, "silent, last heard 1.0 s ago"));
    assertThat(SourceStatus.of("R", false, null).state()).isEqualTo(State.WAITING);
  }
}
