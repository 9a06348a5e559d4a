package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.dashboard.decision.Gantt.Bar;
import org.meitheal.dashboard.decision.Span.Kind;

class GanttTests {
  private static final double TINY = 1e-9;

  @Test
  void placesBarsByTheirTime() {
    Gantt gantt = gantt(100, span(0, 25), span(25, 50), span(75, 100));

    assertThat(gantt.axis().endMs()).isCloseTo(104, within(TINY));
    List<Bar> bars = gantt.rows().getFirst().bars();
    assertThat(bars.get(1).x()).isCloseTo(100 * 25 / 104.0, within(TINY));
    assertThat(bars.get(1).width()).isCloseTo(100 * 25 / 104.0, within(TINY));
    assertThat(bars.get(2).x()).isCloseTo(100 * 75 / 104.0, within(TINY));
    assertThat(gantt.axis().deadlineX()).isCloseTo(100 * 100 / 104.0, within(TINY));
  }

  @Test
  void widthsOfWhatFollowsWithoutAGapSumUpToAllOfIt() {
    Gantt gantt = gantt(100, span(10, 10.01), span(10.01, 60), span(60, 60.02), span(60.02, 90));

    double sum = gantt.rows().getFirst().bars().stream().mapToDouble(Bar::width).sum();
    assertThat(sum).isCloseTo(100 * 80 / 104.0, within(TINY));
  }

  @Test
  void aVeryShortBarCanStillBeSeen() {
    List<Bar> bars = gantt(1000, span(0, 0.001), span(500, 500.001)).rows().getFirst().bars();

    assertThat(bars).extracting(Bar::width).allMatch(width -> width >= Gantt.LEAST_WIDTH - TINY);
  }

  @Test
  void aShortBarAtTheEdgeStaysInside() {
    List<Bar> bars =
        gantt(1, span(0, 999.9), span(999.9, 1000), span(1000, 1000.001)).rows().getFirst().bars();

    assertInOrderAndInside(bars);
    assertThat(bars.getLast().width()).isCloseTo(Gantt.LEAST_WIDTH, within(TINY));
  }

  @Test
  void whatTookNoTimeIsNotDrawn() {
    Gantt gantt = gantt(100, span(10, 10), span(20, 30), new Span(Kind.WAIT, 40, 39, "went back"));

    assertThat(gantt.rows().getFirst().bars()).hasSize(1);
    assertThat(gantt.kinds()).containsExactly(Kind.COMPUTE);
  }

  @Test
  void nothingAtAllIsAnEmptyDrawing() {
    Gantt gantt = gantt(0, span(0, 0));

    assertThat(gantt.rows().getFirst().bars()).isEmpty();
    assertThat(gantt.axis().endMs()).isPositive();
    assertThat(Gantt.of(List.of(), 100).rows()).isEmpty();
  }

  @Test
  void whatIsNoTimeDoesNotLeaveTheDrawing() {
    Gantt gantt =
        gantt(
            100,
            new Span(Kind.SEND, Double.NaN, 5, "a"),
            new Span(Kind.WAIT, -3, Double.POSITIVE_INFINITY, "b"),
            span(5, 20));

    assertInOrderAndInside(gantt.rows().getFirst().bars());
  }

  @Test
  void moreBarsThanThereIsRoomForShareIt() {
    Span[] spans =
        IntStream.range(0, 1000).mapToObj(i -> span(i * 0.1, i * 0.1 + 0.1)).toArray(Span[]::new);

    List<Bar> bars = gantt(100, spans).rows().getFirst().bars();

    assertThat(bars).hasSize(1000);
    assertInOrderAndInside(bars);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void barsAreInOrderWithoutOverlapAndInside(long seed) {
    Random random = new Random(seed);
    List<Span> spans = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < 40; i++) {
      double start = at + (random.nextBoolean() ? 0 : random.nextDouble());
      at = start + Math.pow(10, random.nextInt(5) - 3) * random.nextDouble();
      spans.add(span(start, at));
    }

    Gantt gantt = gantt(1 + random.nextInt(300), spans.toArray(Span[]::new));

    assertThat(gantt.rows().getFirst().bars()).as("seed %d", seed).hasSize(40);
    assertInOrderAndInside(gantt.rows().getFirst().bars());
  }

  @Test
  void eachBarHasAllOfItInWords() {
    Bar bar = gantt(100, span(10, 42)).rows().getFirst().bars().getFirst();

    assertThat(bar.label()).isEqualTo("edge-1, runs it: computes, 32 ms, from 10 ms to 42 ms");
  }

  static void assertInOrderAndInside(List<Bar> bars) {
    double free = 0;
    for (Bar bar : bars) {
      assertThat(bar.width()).isPositive();
      assertThat(bar.x()).isGreaterThanOrEqualTo(free - TINY);
      free = bar.x() + bar.width();
    }
    assertThat(free).isLessThanOrEqualTo(100 + TINY);
  }

  private static Gantt gantt(double deadlineMs, Span... spans) {
    return Gantt.of(List.of(new Lane("edge-1", "edge-1", "runs it", List.of(spans))), deadlineMs);
  }

  private static Span span(double start, double end) {
    return new Span(Kind.COMPUTE, start, end, "computes");
  }
}
