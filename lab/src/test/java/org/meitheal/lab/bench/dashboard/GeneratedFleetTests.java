package org.meitheal.lab.bench.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.lab.bench.dashboard.GeneratedFleet.Ends;
import org.meitheal.lab.bench.dashboard.GeneratedFleet.Machine;
import org.meitheal.protocol.scheduler.DecisionView;

class GeneratedFleetTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {10, 25, 100, 1000})
  void hasMachinesOfItsOwnNamesAndLinksBetweenThem(int size) {
    GeneratedFleet fleet = new GeneratedFleet(size, NOW);

    assertThat(fleet.machines()).hasSize(size).extracting(Machine::id).doesNotHaveDuplicates();
    assertThat(fleet.links()).doesNotHaveDuplicates();
    assertThat(fleet.links()).noneMatch(ends -> ends.from().equals(ends.to()));
  }

  @Test
  void probesAsTheRegistryWouldHaveIt() {
    GeneratedFleet fleet = new GeneratedFleet(1000, NOW);

    Machine device = fleet.machines().getLast();
    assertThat(fleet.links().stream().filter(ends -> ends.from().equals(device)))
        .hasSize(16)
        .extracting(Ends::to)
        .contains(fleet.machines().getFirst());
  }

  @Test
  void decidesAndEnds() {
    GeneratedDecisions decisions = new GeneratedDecisions(new GeneratedFleet(100, NOW));

    DecisionView made = decisions.next(NOW);
    DecisionView ended = decisions.ended(made, NOW);
    assertThat(made.execution()).isNull();
    assertThat(ended.id()).isEqualTo(made.id());
    assertThat(ended.execution()).isNotNull();
    assertThat(decisions.next(NOW).id()).isNotEqualTo(made.id());
  }
}
