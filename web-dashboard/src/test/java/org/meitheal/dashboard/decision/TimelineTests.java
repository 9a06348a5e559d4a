package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.dashboard.decision.Span.Kind;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PartRun.StageRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.DecisionView;

class TimelineTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final double TINY = 1e-6;

  static List<DecisionView> all() {
    return Telling.all(NOW);
  }

  @ParameterizedTest
  @MethodSource("all")
  void lanesAreInOrderAndEndWithTheExecution(DecisionView decision) {
    Timeline timeline = Timeline.of(decision, NOW);
    if (timeline == null) {
      return;
    }
    double end =
        timeline.lanes().stream()
            .flatMap(lane -> lane.spans().stream())
            .mapToDouble(Span::endMs)
            .max()
            .orElseThrow();
    for (Lane lane : timeline.lanes()) {
      double free = 0;
      for (Span span : lane.spans()) {
        assertThat(span.startMs()).as("%s %s", decision.id(), span).isGreaterThan(free - TINY);
        free = span.endMs();
      }
    }
    if (decision.execution().actualMs() != null) {
      assertThat(end).isCloseTo(decision.execution().actualMs(), within(TINY));
    }
    Gantt.of(timeline.lanes(), 400)
        .rows()
        .forEach(row -> GanttTests.assertInOrderAndInside(row.bars()));
  }

  @Test
  void oneDeviceWaitsComputesAndAnswers() {
    Timeline timeline = Timeline.of(Telling.local(NOW), NOW);

    assertThat(timeline.derived()).isFalse();
    assertThat(lane(timeline, 0).spans())
        .containsExactly(new Span(Kind.PLAN, 0, 6, "takes the request in and plans"));
    assertThat(lane(timeline, 1).spans())
        .extracting(Span::kind)
        .containsExactly(Kind.SEND, Kind.SEND, Kind.WAIT, Kind.COMPUTE, Kind.SEND, Kind.SEND);
    assertThat(length(lane(timeline, 1), Kind.COMPUTE)).isCloseTo(198, within(TINY));
    assertThat(length(lane(timeline, 1), Kind.WAIT)).isCloseTo(0.4, within(TINY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void eachPartHasALane(int parts) {
    Timeline timeline = Timeline.of(Telling.divided(NOW, "lab.1", parts), NOW);

    assertThat(timeline.lanes()).hasSize(1 + parts);
    assertThat(lane(timeline, 1).role()).isEqualTo("leads, part 0");
    assertThat(lane(timeline, parts).role())
        .isEqualTo(parts == 1 ? "leads, part 0" : "part " + (parts - 1));
    for (int part = 1; part < parts; part++) {
      PartRun run = Telling.run(part, "done", 2, null);
      assertThat(length(lane(timeline, 1 + part), Kind.COMPUTE))
          .isCloseTo(run.computeMs(), within(TINY));
    }
  }

  @Test
  void theLeadJoinsAndComputesTheRest() {
    DecisionView decision = Telling.divided(NOW, "lab.1", 4);
    PartRun own = decision.execution().parts().getFirst();
    Timings timings = decision.execution().timings();
    Lane lead = lane(Timeline.of(decision, NOW), 1);

    assertThat(length(lead, Kind.JOIN)).isCloseTo(timings.queueMs() - own.waitMs(), within(TINY));
    assertThat(length(lead, Kind.COMPUTE)).isCloseTo(timings.computeMs(), within(TINY));
  }

  @Test
  void aLostPartShowsWhereAndForHowLong() {
    Lane home = lane(Timeline.of(Telling.atHome(NOW), NOW), 3);

    assertThat(home.name()).isEqualTo("camera-1");
    assertThat(home.role()).isEqualTo("part 2, at the lead");
    assertThat(home.spans().getFirst().kind()).isEqualTo(Kind.LOST);
    assertThat(home.spans().getFirst().what())
        .isEqualTo("lost at gate-1: it closed the connection");
    assertThat(home.spans().getFirst().lengthMs()).isCloseTo(74, within(TINY));
  }

  @Test
  void aLeadThatStartedOverLostTheTimeBefore() {
    Timeline timeline = Timeline.of(Telling.startedOver(NOW), NOW);

    assertThat(timeline.lanes()).hasSize(2);
    assertThat(lane(timeline, 1).spans().getFirst().kind()).isEqualTo(Kind.LOST);
    assertThat(length(lane(timeline, 1), Kind.LOST))
        .isCloseTo(330 - 6 - 4 - 190.3 - 1.4, within(TINY));
  }

  @Test
  void anEarlierAttemptIsLostTime() {
    Timeline timeline = Timeline.of(Telling.retried(NOW), NOW);

    assertThat(length(lane(timeline, 0), Kind.LOST)).isCloseTo(180, within(TINY));
  }

  @Test
  void oneThatRunsIsDrawnUntilNow() {
    Timeline timeline = Timeline.of(Telling.running(NOW), NOW.plusMillis(94));

    assertThat(lane(timeline, 1).spans())
        .containsExactly(new Span(Kind.RUNNING, 6, 100, "still runs"));
    assertThat(Timeline.of(Telling.running(NOW), NOW.minusSeconds(9)).lanes())
        .as("by a clock that is behind")
        .isEmpty();
  }

  @Test
  void anEndWithoutAnAccountIsDrawnAsThat() {
    assertThat(lane(Timeline.of(Telling.expired(NOW), NOW), 1).spans())
        .extracting(Span::kind)
        .containsExactly(Kind.UNTOLD);
  }

  @Test
  void nothingIsDrawnWhereNothingIsKnown() {
    assertThat(Timeline.of(Telling.refused(NOW), NOW)).isNull();
    assertThat(Timeline.of(Telling.failed(NOW), NOW)).isNull();
  }

  @Test
  void stagesOfUnknownStartFollowEachOther() {
    List<StageRun> stages =
        IntStream.range(0, 3).mapToObj(i -> new StageRun(i, i + 1, List.of(), 10, 2)).toList();
    PartRun run = new PartRun(1, "edge-1", "done", stages, 1, 0, 0, 0, 30, 6, 40, null);

    List<Span> spans = StageSpans.of(run, 100);

    assertThat(StageSpans.isTimed(run)).isFalse();
    assertThat(spans.get(3))
        .isEqualTo(new Span(Kind.EXCHANGE, 112, 114, "waits for rows or a lane, segment 1"));
    assertThat(spans.getLast()).isEqualTo(new Span(Kind.EXCHANGE, 136, 140, "gives its result"));
  }

  private static Lane lane(Timeline timeline, int index) {
    return timeline.lanes().get(index);
  }

  private static double length(Lane lane, Kind kind) {
    return lane.spans().stream()
        .filter(span -> span.kind() == kind)
        .mapToDouble(Span::lengthMs)
        .sum();
  }
}
