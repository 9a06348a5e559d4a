package org.meitheal.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.partition.Size;

/** By hand: 2 ms there and back, 1 byte a microsecond, no time for messages and stages. */
class TimelineTests {
  private static final SplitSettings FREE = new SplitSettings(8, 8, 1e6, 0, 0, 0.5, 0, 0, 0, 0);

  private Schedule schedule(int stages, int parts) {
    return new Schedule(stages, parts);
  }

  @Test
  void aHelperStartsWhenItsRowsAreThere() {
    Schedule schedule = schedule(1, 2);
    schedule.compute(0, 0, 10);
    schedule.compute(0, 1, 10);
    schedule.send(0, 0, 1, 3_000);
    schedule.send(1, 1, 0, 5_000);
    Timeline timeline = Timeline.of(crew("a", "a"), FREE, schedule);

    assertThat(timeline.finishMs[0]).isEqualTo(10);
    assertThat(timeline.finishMs[1]).isCloseTo(1 + 3 + 10 + 5 + 1, within(1e-9));
    assertThat(timeline.gatheredMs()).isCloseTo(20, within(1e-9));
    assertThat(timeline.laneMs).containsExactly(10, 10);
    assertThat(timeline.sentBytes).containsExactly(3_000, 5_000);
  }

  @Test
  void transfersAtTheSameTimeShareTheirCell() {
    Schedule schedule = schedule(1, 3);
    schedule.compute(0, 1, 1);
    schedule.compute(0, 2, 1);
    schedule.send(0, 0, 1, 2_000);
    schedule.send(0, 0, 2, 6_000);
    Timeline timeline = Timeline.of(crew("a", "a", "a"), FREE, schedule);

    // Half of the air each until the smaller is through at 4 ms, then the larger has it all.
    assertThat(timeline.finishMs[1]).isCloseTo(4 + 1 + 1, within(1e-9));
    assertThat(timeline.finishMs[2]).isCloseTo(8 + 1 + 1, within(1e-9));
  }

  @Test
  void transfersInOtherCellsDoNotShare() {
    Schedule schedule = schedule(1, 4);
    schedule.compute(0, 0, 1);
    schedule.compute(0, 2, 1);
    schedule.send(0, 0, 1, 4_000);
    schedule.send(1, 2, 3, 4_000);
    Timeline timeline = Timeline.of(crew("a", "a", "b", "b"), FREE, schedule);

    assertThat(timeline.finishMs[2]).isCloseTo(1 + 4 + 1, within(1e-9));
  }

  @Test
  void aPartWaitsForItsNeighbourOnly() {
    Schedule schedule = schedule(2, 3);
    schedule.compute(0, 0, 5);
    schedule.compute(0, 1, 6);
    schedule.compute(0, 2, 50);
    schedule.compute(1, 0, 5);
    schedule.send(1, 1, 0, 1_000);
    Timeline timeline = Timeline.of(crew("a", "a", "a"), FREE, schedule);

    assertThat(timeline.finishMs[0]).isCloseTo(6 + 1 + 1 + 5, within(1e-9));
  }

  @Test
  void aBusyLaneStartsLater() {
    Schedule schedule = schedule(1, 2);
    schedule.compute(0, 0, 5);
    Member lead = Teams.device("lead").lanes(List.of(7.0)).member();
    Timeline timeline = Timeline.of(crew(lead, List.of(helper(1, "a"))), FREE, schedule);

    assertThat(timeline.finishMs[0]).isEqualTo(12);
    assertThat(timeline.laneMs[0]).isEqualTo(5);
  }

  @Test
  void betweenLanesNothingIsSent() {
    Schedule schedule = schedule(1, 2);
    schedule.compute(0, 1, 5);
    schedule.send(0, 0, 1, 1e9);
    schedule.send(1, 1, 0, 1e9);
    Member lead = Teams.device("lead").lanes(List.of(0.0, 0.0)).member();
    Timeline timeline = Timeline.of(crew(lead, List.of()), FREE, schedule);

    assertThat(timeline.gatheredMs()).isCloseTo(0.5 + 5 + 0.5, within(1e-9));
    assertThat(timeline.sentBytes).containsExactly(0, 0);
  }

  private static Crew crew(String leadsCell, String... cells) {
    List<Member> helpers = new java.util.ArrayList<>();
    for (String cell : cells) {
      helpers.add(helper(helpers.size() + 1, cell));
    }
    return crew(Teams.device("lead").cell(leadsCell).member(), helpers);
  }

  private static Member helper(int number, String cell) {
    return Teams.device("helper-" + number).cell(cell).member();
  }

  private static Crew crew(Member lead, List<Member> helpers) {
    List<Member> all = new java.util.ArrayList<>(helpers);
    all.add(lead);
    DivisibleWork work =
        new DivisibleWork(EfficientNetLite0.chain(), 1, new Size(224, 224), 1, List.of());
    SplitRequest request =
        new SplitRequest(work, lead, helpers, Teams.links(all, Teams.link(2, 1e6)), 1e9, true);
    Crew crew = Crew.of(request, FREE);
    return crew.select(java.util.stream.IntStream.range(0, crew.size).boxed().toList(), 0);
  }
}
