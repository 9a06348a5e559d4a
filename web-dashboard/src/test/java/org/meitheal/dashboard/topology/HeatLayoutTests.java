package org.meitheal.dashboard.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeatLayoutTests {
  @Test
  void cellsFillTheGrid() {
    HeatLayout at = HeatLayout.of(3, 5, 8);

    assertThat(at.x(0)).isEqualTo(at.left());
    assertThat(at.x(4) + at.cellWidth()).isEqualTo(at.width());
    assertThat(at.y(2) + at.cellHeight()).isEqualTo(at.height());
    assertThat(at.boxWidth()).isLessThan(at.cellWidth());
  }

  @Test
  void manyCellsAreSmallAndHaveNoFigures() {
    assertThat(HeatLayout.of(9, 9, 8).figures()).isTrue();
    assertThat(HeatLayout.of(27, 27, 8).figures()).isTrue();
    assertThat(HeatLayout.of(60, 3, 8).figures()).isFalse();
    assertThat(HeatLayout.of(60, 60, 8).width()).isLessThan(1200);
  }

  @Test
  void namesHaveRoomUpToALimit() {
    assertThat(HeatLayout.of(2, 2, 63).left()).isEqualTo(220);
    assertThat(HeatLayout.of(2, 2, 1).left()).isEqualTo(50);
  }
}
