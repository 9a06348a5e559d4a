package org.meitheal.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTests {
  @Test
  void quantilesAreOfTheNearestRank() {
    Latencies latencies = new Latencies(200);
    for (int ms = 100; ms >= 1; ms--) {
      latencies.add(ms * 1_000_000L);
    }
    assertThat(latencies.p50()).isEqualTo(50);
    assertThat(latencies.p99()).isEqualTo(99);
    assertThat(latencies.quantile(1)).isEqualTo(100);
  }

  @Test
  void readsResidentAndProportionalSetSize() {
    ProcessMemory read =
        ProcessMemory.parse(
            List.of(
                "55d0 ---p 00000000 00:00 0 [rollup]",
                "Rss:              204800 kB",
                "Pss:              102400 kB",
                "Pss_Dirty:         90000 kB"));
    assertThat(read).isEqualTo(new ProcessMemory(204800, 102400));
    assertThat(read.rssMb()).isEqualTo(209.7);
    assertThat(read.pssMb()).isEqualTo(104.9);
    assertThat(ProcessMemory.withDescendants(ProcessHandle.current().pid()).pssKib()).isPositive();
    assertThat(ProcessMemory.of(Long.MAX_VALUE)).isEqualTo(new ProcessMemory(0, 0));
  }
}
