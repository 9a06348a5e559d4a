package org.meitheal.scheduler.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.slo.AlertState;
import org.meitheal.core.slo.Feedback;
import org.meitheal.core.slo.Selector;
import org.meitheal.core.slo.Slo;
import org.meitheal.core.slo.Standing;
import org.meitheal.core.slo.Step;

class StandingTextTests {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:30.123456Z");
  private static final Slo SLO = new Slo("all", Selector.ALL, 0.95, null, Duration.ofDays(30), 10);

  @Test
  void readsWhatItWrote() {
    Standing standing =
        new Standing(
            List.of(new AlertState.Firing(AT), AlertState.OK, AlertState.OK),
            new Feedback(Step.of(2), AT, AT.minusSeconds(60), 3, true));

    assertThat(StandingText.read(StandingText.write(standing), SLO)).contains(standing);
    Standing begun = Standing.begin(SLO, AT);
    assertThat(StandingText.read(StandingText.write(begun), SLO)).contains(begun);
  }

  @Test
  void whatMakesNoSenseIsNone() {
    assertThat(StandingText.read("{}", SLO)).isEmpty();
    assertThat(StandingText.read("[", SLO)).isEmpty();
    assertThat(StandingText.read("{\"alerts\":[],\"step\":0}", SLO)).isEmpty();
  }
}
