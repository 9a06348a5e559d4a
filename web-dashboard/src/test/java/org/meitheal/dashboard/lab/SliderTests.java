package org.meitheal.dashboard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SliderTests {
  static List<Scale> scales() {
    return List.of(Scale.ROUND_TRIP, Scale.JITTER, Scale.LOSS, Scale.BANDWIDTH);
  }

  @ParameterizedTest
  @MethodSource("scales")
  void everyPositionIsItsOwnNearest(Scale scale) {
    for (int i = 0; i <= scale.last(); i++) {
      assertThat(scale.nearest(scale.at(i))).isEqualTo(i);
    }
    assertThat(scale.texts()).hasSize(scale.last() + 1).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "ms, 0.01, 0 ms",
    "ms, 21, 20 ms",
    "ms, 1e9, 2000 ms",
    "Mb/s, 137.5, 100 Mb/s",
    "Mb/s, 0.06, 64 kb/s",
    "Mb/s, 9000, 1 Gb/s",
    "Mb/s, Infinity, unlimited",
    "%, 1.3, 1 %"
  })
  void standsWhereAValueIsAbout(String unit, double value, String text) {
    Scale scale =
        scales().stream().filter(one -> one.unit().equals(unit)).findFirst().orElseThrow();
    assertThat(scale.texts().get(scale.nearest(value))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"20Mb/s, 20 Mb/s", "64kb/s, 64 kb/s", "1Gb/s, 1 Gb/s", "unlimited, unlimited"})
  void writesBandwidthsAsTheLabDoes(String written, String shown) {
    assertThat(Bandwidths.written(Bandwidths.megabits(written))).isEqualTo(written);
    assertThat(Bandwidths.shown(written)).isEqualTo(shown);
  }

  @Test
  void hasAPlaceForSeveralValues() {
    Slider one = Slider.of("x", "X", Scale.ROUND_TRIP, List.of(21.0, 21.0));
    assertThat(one).returns(0, Slider::min).returns("21 ms", Slider::now);
    assertThat(Scale.ROUND_TRIP.at(one.position())).isEqualTo(20);

    Slider several = Slider.of("x", "X", Scale.ROUND_TRIP, List.of(3.0, 20.0, 5.0));
    assertThat(several)
        .returns(-1, Slider::min)
        .returns(-1, Slider::position)
        .returns("3 ms to 20 ms", Slider::now);
  }

  @Test
  void leavesWhatWasNotMoved() {
    assertThat(Slider.moved(Scale.LOSS, 4, 4)).isEmpty();
    assertThat(Slider.moved(Scale.LOSS, -1, -1)).isEmpty();
    assertThat(Slider.moved(Scale.LOSS, null, null)).isEmpty();
    assertThat(Slider.moved(Scale.LOSS, 4, -1)).hasValue(1.0);
    assertThat(Slider.moved(Scale.LOSS, 0, 4)).hasValue(0.0);
    assertThatThrownBy(() -> Slider.moved(Scale.LOSS, 10, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Slider.moved(Scale.LOSS, -2, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
