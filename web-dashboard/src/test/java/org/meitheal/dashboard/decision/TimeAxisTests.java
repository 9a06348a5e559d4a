package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTests {
  @Test
  void holdsTheLongestAndTheDeadline() {
    assertThat(TimeAxis.around(300, 400).endMs()).isCloseTo(416, within(1e-9));
    assertThat(TimeAxis.around(500, 400).endMs()).isCloseTo(520, within(1e-9));
    assertThat(TimeAxis.around(500, 400).deadlineX()).isCloseTo(100 * 400 / 520.0, within(1e-9));
  }

  @Test
  void doesNotSqueezeAllForAFarDeadline() {
    TimeAxis axis = TimeAxis.around(80, 1000);

    assertThat(axis.endMs()).isCloseTo(83.2, within(1e-9));
    assertThat(axis.deadlineX()).isNull();
    assertThat(axis.deadline()).isEqualTo("1.00 s");
  }

  @Test
  void doesNotSqueezeAllForAHopelessCandidate() {
    TimeAxis axis = TimeAxis.near(60_000, 400);

    assertThat(axis.endMs()).isCloseTo(1248, within(1e-9));
    assertThat(axis.x(60_000)).isEqualTo(100);
  }

  @Test
  void standsWithNothingToShow() {
    assertThat(TimeAxis.around(0, 0).endMs()).isEqualTo(1);
    assertThat(TimeAxis.around(Double.NaN, -1).x(Double.NaN)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 7, 84, 130, 999, 1001, 12_345, 86_400_000})
  void hasAFewRoundTicksInside(double longest) {
    TimeAxis axis = TimeAxis.around(longest, longest);

    assertThat(axis.ticks()).hasSizeBetween(3, 9);
    assertThat(axis.ticks().getFirst().label()).isEqualTo("0");
    assertThat(axis.ticks())
        .extracting(TimeAxis.Tick::x)
        .allMatch(x -> x >= 0 && x <= 100)
        .isSorted();
  }
}
