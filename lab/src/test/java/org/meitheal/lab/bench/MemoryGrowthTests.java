package org.meitheal.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meitheal.lab.bench.MemoryGrowthReport.Checkpoint;
import org.meitheal.lab.client.TensorRequest;
import org.meitheal.protocol.json.ProtocolJson;

class MemoryGrowthTests {
  private static final List<Checkpoint> SEEN =
      List.of(
          new Checkpoint(2500, 500.1, 480.2),
          new Checkpoint(5000, 530.0, 510.0),
          new Checkpoint(10000, 520.4, 500.5));

  @Test
  void looksAtEachQuarter() {
    assertThat(MemoryGrowthBench.checkpoints(10_000)).containsExactly(2500, 5000, 7500, 10_000);
    assertThat(MemoryGrowthBench.checkpoints(6)).containsExactly(1, 3, 4, 6);
    assertThatThrownBy(() -> MemoryGrowthBench.checkpoints(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 4");
  }

  @Test
  void growthIsThatOfTheResidentSetFromTheFirstCheckpointToTheLast() {
    MemoryGrowthReport report = MemoryGrowthReport.of(19, 61.26, SEEN, 20.3);

    assertThat(report.growthMb()).isEqualTo(20.3);
    assertThat(report.ok()).isTrue();
    assertThat(MemoryGrowthReport.of(19, 61.26, SEEN, 20.2).ok()).isFalse();
    assertThat(MemoryGrowthReport.of(19, 61.26, SEEN.reversed(), 0).growthMb()).isEqualTo(-20.3);
    assertThatThrownBy(() -> MemoryGrowthReport.of(19, 1, SEEN.subList(0, 1), 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reportsAsJsonAndAsText() {
    MemoryGrowthReport report = MemoryGrowthReport.of(19, 61.26, SEEN.subList(0, 2), 20);

    assertThat(ProtocolJson.MAPPER.writeValueAsString(report))
        .isEqualTo(
            """
            {"requests":5000,"shapes":19,"seconds":61.3,"checkpoints":[\
            {"requests":2500,"rss_mb":500.1,"pss_mb":480.2},\
            {"requests":5000,"rss_mb":530.0,"pss_mb":510.0}],\
            "growth_mb":29.9,"allowed_mb":20.0,"ok":false}\
            """);
    assertThat(report.text().lines())
        .containsExactly(
            "NOT ok  the worker's resident memory changed by +29.9 MB between request 2500 and 5000 (allowed: 20.0)",
            "  19 shapes, 61.3 s",
            "  requests    RSS MB    PSS MB",
            "      2500     500.1     480.2",
            "      5000     530.0     510.0");
  }

  @Test
  void everyShapeComesUpSoonAndInTheSameOrderEachTime() {
    ChangingShapes shapes = new ChangingShapes("");
    ChangingShapes again = new ChangingShapes("");
    Set<TensorRequest> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      TensorRequest request = shapes.next();
      seen.add(request);
      assertThat(again.next().body()).isEqualTo(request.body());
    }
    assertThat(seen).hasSize(shapes.count()).hasSize(19);
  }

  @Test
  void aTensorHasItsHeightBeforeItsWidth() {
    TensorRequest request = new TensorRequest(33, 47, "\"priority\":1");

    assertThat(request.tensorBytes()).isEqualTo(3 * 33 * 47 * Float.BYTES);
    String head =
        new String(
            request.body(),
            0,
            request.body().length - request.tensorBytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(head).contains("\"shape\":[1,3,33,47]").contains(",\"priority\":1}");
  }
}
