package org.meitheal.dashboard.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RttScaleTests {
  @Test
  void aBoundBeginsTheNextStep() {
    assertThat(RttScale.step(0)).isZero();
    assertThat(RttScale.step(1.99)).isZero();
    assertThat(RttScale.step(2)).isOne();
    assertThat(RttScale.step(149)).isEqualTo(4);
    assertThat(RttScale.step(150)).isEqualTo(5);
    assertThat(RttScale.step(1e9)).isEqualTo(5);
  }

  @Test
  void eachStepHasItsWords() {
    assertThat(RttScale.words())
        .containsExactly(
            "under 2 ms", "2–5 ms", "5–20 ms", "20–50 ms", "50–150 ms", "150 ms and more");
  }

  @Test
  void qualityFollowsTheSteps() {
    assertThat(RttScale.quality(19)).isEqualTo("fast");
    assertThat(RttScale.quality(20)).isEqualTo("fair");
    assertThat(RttScale.quality(150)).isEqualTo("slow");
  }
}
