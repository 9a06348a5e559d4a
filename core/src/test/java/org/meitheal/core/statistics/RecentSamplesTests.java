package org.meitheal.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecentSamplesTests {
  @Test
  void keepsTheLastFew() {
    RecentSamples samples = RecentSamples.none(3).plus(9).plus(1).plus(2).plus(3);

    assertThat(samples.values()).containsExactly(1.0, 2.0, 3.0);
    assertThat(samples.median()).isEqualTo(2);
  }

  @Test
  void addingLeavesTheOneBeforeAlone() {
    RecentSamples before = RecentSamples.none(3).plus(1);

    before.plus(2);

    assertThat(before.values()).containsExactly(1.0);
  }

  @Test
  void cutsALongListToItsLast() {
    assertThat(new RecentSamples(2, List.of(1.0, 2.0, 3.0)).values()).containsExactly(2.0, 3.0);
  }

  @Test
  void noneHaveNoMedian() {
    assertThat(RecentSamples.none(5).median()).isNull();
  }

  @Test
  void keepsAtLeastOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> RecentSamples.none(0));
  }
}
