package org.meitheal.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalValueTests {
  private static final int DRAWS = 400_000;

  @ParameterizedTest
  @CsvSource({"100, 5, 100, 5", "100, 5, 90, 10", "100, 1, 50, 1", "10, 0, 9, 2", "-3, 2, 4, 1"})
  void theMaximumHasTheMomentsOfASimulation(double m1, double s1, double m2, double s2) {
    NormalValue max = new NormalValue(m1, s1).max(new NormalValue(m2, s2));
    Random random = new Random(7);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double larger =
          Math.max(m1 + s1 * random.nextGaussian(), m2 + s2 * random.nextGaussian()) - m1;
      sum += larger;
      squares += larger * larger;
    }
    double mean = sum / DRAWS;

    assertThat(max.mean()).isCloseTo(m1 + mean, within(0.05));
    assertThat(max.standardDeviation())
        .isCloseTo(Math.sqrt(squares / DRAWS - mean * mean), within(0.05));
  }

  @Test
  void theMaximumOfTwoAlikeIsLargerByTheirSpreadOverRootPi() {
    NormalValue value = new NormalValue(1e6, 3);

    assertThat(value.max(value).mean()).isCloseTo(1e6 + 3 / Math.sqrt(Math.PI), within(1e-6));
  }

  @Test
  void certainValuesCompareAsNumbers() {
    assertThat(new NormalValue(2, 0).max(new NormalValue(3, 0))).isEqualTo(new NormalValue(3, 0));
  }

  @Test
  void spreadsAddUpAsSquares() {
    assertThat(new NormalValue(1, 3).plus(new NormalValue(2, 4))).isEqualTo(new NormalValue(3, 5));
  }

  @Test
  void refusesANegativeSpread() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NormalValue(1, -1));
  }
}
