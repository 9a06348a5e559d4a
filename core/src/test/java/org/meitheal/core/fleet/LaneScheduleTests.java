package org.meitheal.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meitheal.core.fleet.LaneSchedule.withCommitted;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneScheduleTests {
  @Test
  void eachPieceGoesToTheLaneThatIsFreeEarliest() {
    assertThat(withCommitted(millis(50, 0, 30), millis(100, 100, 5)))
        .isEqualTo(millis(55, 100, 130));
  }

  @Test
  void theFirstOfEqualLanes() {
    assertThat(withCommitted(millis(0, 0), millis(10))).isEqualTo(millis(10, 0));
  }

  @Test
  void nothingCommittedChangesNothing() {
    assertThat(withCommitted(millis(7, 0), List.of())).isEqualTo(millis(7, 0));
  }

  @Test
  void withoutLanesThereAreNone() {
    assertThat(withCommitted(List.of(), millis(10))).isEmpty();
  }

  private static List<Duration> millis(long... values) {
    return Arrays.stream(values).mapToObj(Duration::ofMillis).toList();
  }
}
