package org.meitheal.dashboard.objective;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTests {
  @ParameterizedTest
  @CsvSource({
    "0.95, 95 %",
    "0.9999, 99.99 %",
    "0.999999, 99.99 %",
    "0.949999, 94.99 %",
    "1, 100 %",
    "0, 0 %",
    ", –"
  })
  void neverRoundsUpToATarget(Double share, String text) {
    assertThat(Figures.share(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100 % left",
    "0.289, 28 % left",
    "0.0499, 4.9 % left",
    "0, 0 % left",
    "-0.001, overdrawn by 1 %",
    "-1.6, overdrawn by 160 %",
    ", nothing counted yet"
  })
  void neverShowsMoreBudgetThanThereIs(Double left, String text) {
    assertThat(Figures.left(left)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"14.4, 14.4×", "0.314, 0.31×", "100.04, 100.0×", ", –"})
  void burn(Double burn, String text) {
    assertThat(Figures.burn(burn)).isEqualTo(text);
  }
}
