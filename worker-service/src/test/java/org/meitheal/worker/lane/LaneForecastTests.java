package org.meitheal.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaneForecastTests {
  private static final long NOW = Long.MAX_VALUE - 50; // a clock that wraps must do no harm

  @Test
  void anIdleLaneTakesWhatFitsIntoItsTime() {
    LaneForecast idle = forecast(new long[] {0});

    assertThat(idle.admits(demand(0, 100, 100))).isTrue();
    assertThat(idle.admits(demand(0, 99, 100))).isFalse();
    assertThat(idle.earliestFinish(demand(0, 99, 100))).isEqualTo(100);
  }

  @Test
  void waitsForTheLaneThatIsFreeFirst() {
    LaneForecast busy = forecast(new long[] {70, 30});

    assertThat(busy.earliestFinish(demand(0, 1000, 10))).isEqualTo(40);
  }

  @Test
  void anEarlierDeadlineOvertakes() {
    LaneForecast busy = forecast(new long[] {0}, demand(0, 1000, 100));

    assertThat(busy.admits(demand(0, 120, 100))).isTrue();
    assertThat(busy.earliestFinish(demand(0, 120, 100))).isEqualTo(100);
  }

  @Test
  void doesNotOvertakeWhenThatBreaksAPromise() {
    LaneForecast busy = forecast(new long[] {0}, demand(0, 150, 100));

    assertThat(busy.admits(demand(0, 120, 100))).isFalse();
    assertThat(busy.earliestFinish(demand(0, 120, 100))).isEqualTo(200);
  }

  @Test
  void higherPriorityGoesFirstWhateverThatCosts() {
    LaneForecast busy = forecast(new long[] {0}, demand(5, 150, 100));

    assertThat(busy.admits(demand(1, 1000, 100))).isTrue();
    assertThat(busy.earliestFinish(demand(1, 1000, 100))).isEqualTo(100);
  }

  @Test
  void theDefaultPriorityRanksBehindExplicitOnes() {
    LaneForecast busy = forecast(new long[] {0}, demand(3, 1000, 100));

    assertThat(busy.earliestFinish(demand(0, 200, 10))).isEqualTo(110);
  }

  @Test
  void tellsWhenEachLaneIsDoneWithEverything() {
    LaneForecast busy = forecast(new long[] {50, 0}, demand(0, 900, 30), demand(0, 999, 30));

    assertThat(busy.freeInAfterQueue()).containsExactly(50L, 60L);
  }

  private static LaneForecast forecast(long[] freeIn, Demand... queued) {
    return new LaneForecast(NOW, freeIn, List.of(queued));
  }

  private static Demand demand(int priority, long inNanos, long expected) {
    return new Demand(priority, NOW + inNanos, expected);
  }
}
