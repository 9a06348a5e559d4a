package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.metric.Metric;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;

class MetricsIntegrationTests {
  private static final String PATH = "/actuator/prometheus";

  private final RunningWorker worker = RunningWorker.shared();

  @Test
  void exposesAllOfItsMetricsAndNoOthers() {
    worker.post(
        "/v2/models/efficientnet-lite0/infer",
        Tensors.binary("UINT8", Tensors.pixels(1, 1, 32, 32), 1, 32, 32));

    String scraped = scrape();

    assertThat(
            Arrays.stream(scraped.split("\n"))
                .filter(line -> line.startsWith("meitheal_"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet()))
        .isEqualTo(Metric.seriesOf("worker"));
    assertThat(scraped)
        .contains("meitheal_worker_lanes{state=\"idle\"}", "meitheal_worker_lanes{state=\"busy\"}")
        .contains("jvm_memory_used_bytes{", "process_cpu_usage")
        .doesNotContain(
            "meitheal_worker_phase_seconds_total{model=\"efficientnet-lite0\",phase=\"compute\"} 0.0\n");
  }

  @Test
  void isForThoseWhoMayLook() {
    assertThat(worker.send(worker.anonymous(PATH)).statusCode()).isEqualTo(401);
    assertThat(worker.get(PATH).statusCode()).isEqualTo(403);
  }

  private String scrape() {
    return new String(
        worker
            .send(
                worker
                    .anonymous(PATH)
                    .header("Authorization", "Bearer " + worker.registry.token(Role.VIEWER)))
            .body(),
        StandardCharsets.UTF_8);
  }
}
