package org.meitheal.scheduler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordIdsTests {
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00.123Z");

  @Test
  void idsNameTheirOwnerAndSortByTime() {
    RecordIds ids = new RecordIds("lab", () -> NOW);

    List<String> made = Stream.generate(ids::next).limit(1_000).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.startsWith("lab."));
    assertThat(RecordIds.time(made.getFirst())).contains(NOW);
    assertThat(made.getLast()).isLessThan(new RecordIds("lab", () -> NOW.plusMillis(1)).next());
  }

  @Test
  void whatIsNoIdHasNoTime() {
    assertThat(RecordIds.time("")).isEmpty();
    assertThat(RecordIds.time("lab.unknown")).isEmpty();
    assertThat(RecordIds.time("lab.ABCDEFGHI0123456789")).isEmpty();
  }
}
