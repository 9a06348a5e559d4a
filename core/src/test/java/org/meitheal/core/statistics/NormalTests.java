package org.meitheal.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTests {
  /** ½·erfc(−z/√2) of the C library. */
  @ParameterizedTest
  @CsvSource({
    "-9, 1.1285884059538422e-19",
    "-6, 9.865876450377012e-10",
    "-3, 0.0013498980316300957",
    "-1.6448536269514722, 0.05000000000000007",
    "-1, 0.15865525393145707",
    "-0.1, 0.460172162722971",
    "0, 0.5",
    "0.5, 0.6914624612740131",
    "1, 0.8413447460685429",
    "1.96, 0.9750021048517795",
    "2.5758293035489, 0.995",
    "4, 0.9999683287581669",
    "7.5, 0.9999999999999681",
    "9, 1.0",
    "1e+300, 1.0",
  })
  void knownValues(double z, double expected) {
    assertThat(Normal.cumulative(z)).isCloseTo(expected, within(1e-14));
  }

  @Test
  void stepsOfATenthNeverFall() {
    double before = 0;
    for (double z = -12; z < 12; z += 0.1) {
      double now = Normal.cumulative(z);
      assertThat(now).isBetween(before - 1e-15, 1.0);
      before = now;
    }
    assertThat(before).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-06, -4.753424308822899",
    "0.001, -3.090232306167813",
    "0.05, -1.6448536269514726",
    "0.3, -0.5244005127080407",
    "0.5, 0.0",
    "0.9, 1.2815515655446008",
    "0.95, 1.6448536269514715",
    "0.99, 2.3263478740408408",
    "0.999, 3.090232306167813",
    "0.9999, 3.7190164854557084",
    "0.999999, 4.753424308817089",
  })
  void knownQuantiles(double p, double expected) {
    assertThat(Normal.quantile(p)).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 2, Double.NaN})
  void onlyProbabilitiesHaveAQuantile(double p) {
    assertThatIllegalArgumentException().isThrownBy(() -> Normal.quantile(p));
  }

  @Test
  void notANumberHasNoProbability() {
    assertThatIllegalArgumentException().isThrownBy(() -> Normal.cumulative(Double.NaN));
  }
}
