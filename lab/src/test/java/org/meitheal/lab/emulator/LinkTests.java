package org.meitheal.lab.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTests {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void takesHalfOfTheRoundTrip() {
    assertThat(link(Conditions.ofRoundTrip(Duration.ofMillis(20))).underWayNanos(1))
        .isEqualTo(10 * MILLISECOND);
  }

  @Test
  void transfersInOneCellSlowEachOtherDown() {
    Medium cell = new Medium("cell", Bandwidth.ofMegabitsPerSecond(8));
    Link one = new Link("a", "b", Conditions.IDEAL, List.of(cell), new Random(1));
    Link other = new Link("c", "d", Conditions.IDEAL, List.of(cell), new Random(1));
    long now = System.nanoTime() + 1_000 * MILLISECOND;
    assertThat(one.sent(now, 1000) - now).isEqualTo(MILLISECOND);
    assertThat(other.sent(now, 1000) - now).isEqualTo(2 * MILLISECOND);
    assertThat(one.sent(now + 10 * MILLISECOND, 1000) - now).isEqualTo(11 * MILLISECOND);
  }

  @Test
  void theSlowestMediumOnTheWayCounts() {
    Medium fast = new Medium("fast", Bandwidth.ofMegabitsPerSecond(800));
    Medium slow = new Medium("slow", Bandwidth.ofMegabitsPerSecond(8));
    Link link = new Link("a", "b", Conditions.IDEAL, List.of(fast, slow), new Random(1));
    long now = System.nanoTime() + 1_000 * MILLISECOND;
    assertThat(link.sent(now, 1000) - now).isEqualTo(MILLISECOND);
  }

  @Test
  void jitterVariesTheDelayEvenly() {
    Link link =
        link(
            new Conditions(
                Duration.ofMillis(20), Duration.ofMillis(4), Bandwidth.UNLIMITED, 0, false));
    long[] drawn = new Random(1).ints(1000).mapToLong(n -> link.underWayNanos(1)).toArray();
    assertThat(java.util.Arrays.stream(drawn).boxed())
        .allSatisfy(nanos -> assertThat(nanos).isBetween(9 * MILLISECOND, 11 * MILLISECOND));
    assertThat(java.util.Arrays.stream(drawn).average().orElseThrow())
        .isBetween(9.9 * MILLISECOND, 10.1 * MILLISECOND);
  }

  @Test
  void lossStallsForARetransmission() {
    Link link = link(new Conditions(Duration.ZERO, Duration.ZERO, Bandwidth.UNLIMITED, 0.1, false));
    long stalled =
        new Random(1)
            .ints(10_000)
            .mapToLong(n -> link.underWayNanos(100))
            .filter(nanos -> nanos >= Link.RETRANSMISSION_NANOS)
            .count();
    assertThat(stalled).isBetween(900L, 1100L);
  }

  @ParameterizedTest
  @CsvSource({
    "20Mb/s, 2500000, 20Mb/s",
    "1Gb/s, 125000000, 1Gb/s",
    "1.5Mb/s, 187500, 1.5Mb/s",
    "64kb/s, 8000, 64kb/s",
    "unlimited, 0, unlimited"
  })
  void readsAndWritesBandwidths(String text, long bytesPerSecond, String written) {
    assertThat(Bandwidth.parse(text).bytesPerSecond()).isEqualTo(bytesPerSecond);
    assertThat(Bandwidth.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "20MB/s", "-1Mb/s", "0Mb/s", "fast"})
  void refusesWhatIsNoBandwidth(String text) {
    assertThatThrownBy(() -> Bandwidth.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Link link(Conditions conditions) {
    return new Link("a", "b", conditions, List.of(), new Random(3));
  }
}
