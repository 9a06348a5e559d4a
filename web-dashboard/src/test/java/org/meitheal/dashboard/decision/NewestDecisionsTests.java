package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.MadeUp;
import org.meitheal.dashboard.MadeUpDecisions;
import org.meitheal.protocol.scheduler.DecisionView;

class NewestDecisionsTests {
  private final NewestDecisions newest = new NewestDecisions();
  private final Random random = new Random(1);

  @Test
  void keepsTheNewestFiftyNewestFirst() {
    IntStream.rangeClosed(1, 60).forEach(i -> newest.put(MadeUpDecisions.decision(i, random)));

    assertThat(newest.newestFirst()).hasSize(50);
    assertThat(newest.newestFirst())
        .isSortedAccordingTo(
            java.util.Comparator.comparing(DecisionView::at)
                .thenComparing(DecisionView::id)
                .reversed());
    assertThat(newest.newestFirst())
        .extracting(DecisionView::id)
        .contains("lab.0000000000060")
        .doesNotContain("lab.0000000000001");
  }

  @Test
  void replacesADecisionThatComesAgain() {
    newest.put(MadeUpDecisions.decision(1, random));
    newest.put(MadeUpDecisions.decision(1, random));

    assertThat(newest.newestFirst()).hasSize(1);
  }

  @Test
  void knowsTheNewestComputeTimeOfADevice() {
    newest.put(MadeUpDecisions.decision(1, random));

    assertThat(newest.computeMs("cloud-1", MadeUp.MODEL)).isEqualTo(31);
    assertThat(newest.computeMs("camera-2", MadeUp.MODEL)).isNull();
    assertThat(newest.computeMs("cloud-1", "other")).isNull();
  }
}
