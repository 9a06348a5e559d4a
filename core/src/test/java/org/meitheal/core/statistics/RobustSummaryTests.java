package org.meitheal.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustSummaryTests {
  @Test
  void medianAndDeviation() {
    RobustSummary summary = RobustSummary.of(List.of(5.0, 1.0, 3.0, 4.0, 2.0));

    assertThat(summary.median()).isEqualTo(3);
    assertThat(summary.standardDeviation()).isCloseTo(1.4826 * 1.206, within(1e-12));
    assertThat(summary.samples()).isEqualTo(5);
  }

  @Test
  void anEvenNumberHasTheMeanOfTheMiddleTwo() {
    assertThat(RobustSummary.of(List.of(1.0, 2.0, 4.0, 100.0)).median()).isEqualTo(3);
  }

  @Test
  void aMinorityOfWildOnesMovesLittle() {
    RobustSummary summary = RobustSummary.of(List.of(10.0, 11.0, 12.0, 9_000.0, 1e9));

    assertThat(summary.median()).isEqualTo(12);
    assertThat(summary.standardDeviation()).isLessThan(4);
  }

  @Test
  void oneSampleHasNoSpread() {
    assertThat(RobustSummary.of(List.of(7.0))).isEqualTo(new RobustSummary(7, 0, 1));
  }

  @Test
  void leavesItsInputAlone() {
    double[] samples = {3, 1, 2};

    RobustSummary.of(samples);

    assertThat(samples).containsExactly(3, 1, 2);
  }

  @Test
  void nothingHasNoSummary() {
    assertThatIllegalArgumentException().isThrownBy(() -> RobustSummary.of(List.of()));
  }

  /** The factors for few samples do what they are for. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 20, 32})
  void isRightOnAverageForNormalData(int n) {
    Random random = new Random(n);
    int repetitions = 20_000;
    double sum = 0;
    for (int i = 0; i < repetitions; i++) {
      double[] samples = random.doubles(n).map(_ -> 50 + 3 * random.nextGaussian()).toArray();
      sum += RobustSummary.of(samples).standardDeviation();
    }
    assertThat(sum / repetitions).isCloseTo(3, within(0.09));
  }
}
