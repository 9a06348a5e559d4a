package org.meitheal.registry.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.registry.testing.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

class PartitionsIntegrationTests extends IntegrationTest {
  @Autowired private Partitions partitions;
  @Autowired private Records records;

  @Test
  void makesDaysAheadAndDropsThoseThatAreOver() {
    Instant longAgo = Instant.parse("2020-01-10T12:00:00Z");
    partitions.maintain(longAgo);
    assertThat(days()).contains("rtt_samples_d20200109", "rtt_samples_d20200112");

    partitions.maintain(longAgo.plus(Duration.ofDays(9)));
    assertThat(days()).contains("rtt_samples_d20200112").doesNotContain("rtt_samples_d20200111");

    partitions.maintain(CLOCK.instant());
    assertThat(days()).noneMatch(name -> name.contains("2020"));
  }

  @Test
  void countsRowsThatNoPartitionTakes() {
    long refused = refused();

    records.add(new RoundTripRow(Instant.parse("1999-01-01T00:00:00Z"), "a", "b", 1.0));
    records.flush();

    assertThat(refused()).isEqualTo(refused + 1);
  }

  private long refused() {
    return records.counts().stream()
        .filter(counts -> counts.name().equals("rtt_samples"))
        .mapToLong(WriteBehind.Counts::refused)
        .sum();
  }

  private List<String> days() {
    return jdbc.queryForList(
        "select relname from pg_class where relname like 'rtt_samples_d%' and relkind = 'r'",
        String.class);
  }
}
