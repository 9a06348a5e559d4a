package org.meitheal.scheduler.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.metric.Metric;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.scheduler.record.RecordListener;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import org.springframework.beans.factory.annotation.Autowired;

class MetricsIntegrationTests extends SchedulerDatabaseTest {
  @Autowired private List<RecordListener> listeners;

  @Test
  void exposesAllOfItsMetricsAndNoOthers() {
    measuredWorker("camera-1");
    measuredWorker("camera-2");
    post(INFER, inferRequest("{}"));
    listeners.forEach(listener -> listener.ended(divided()));

    String scraped = scrape();

    assertThat(own(scraped)).isEqualTo(Metric.seriesOf("scheduler"));
    assertThat(scraped)
        .contains("from=\"camera-1\",to=\"camera-2\"")
        .contains("meitheal_scheduler_parts_total{state=\"other\"} 1.0")
        .contains("jvm_memory_used_bytes{", "process_cpu_usage");
  }

  @Test
  void countsADecisionAndTimesItsExecutionByPhase() {
    worker("edge-1", Tier.EDGE);
    post(INFER, inferRequest("{}"));

    assertThat(scrape())
        .containsPattern(
            "meitheal_scheduler_decisions_total\\{attempt=\"first\",outcome=\"chosen\",placement=\"edge\"\\} ")
        .containsPattern(
            "meitheal_scheduler_execution_seconds_count\\{model=\"efficientnet-lite0\",outcome=\"completed\"\\} ")
        .containsPattern(
            "meitheal_scheduler_phase_seconds_count\\{device=\"edge-1\",model=\"efficientnet-lite0\",phase=\"overhead\"\\} ");
  }

  @Test
  void isForThoseWhoMayLook() {
    assertThat(send(as(Role.CLIENT, "/actuator/prometheus")).status()).isEqualTo(403);
    assertThat(send(as(Role.VIEWER, "/actuator/prometheus").POST(BodyPublishers.noBody())).status())
        .isIn(403, 405);
  }

  private String scrape() {
    Answer answer = send(as(Role.VIEWER, "/actuator/prometheus"));
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  private static Set<String> own(String scraped) {
    return Arrays.stream(scraped.split("\n"))
        .filter(line -> line.startsWith("meitheal_"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  private static ExecutionView divided() {
    PartRun strange =
        new PartRun(1, "camera-2", "no such state", List.of(), 1, 0, 1, 1, 1, 1, 1, null);
    return new ExecutionView(
        "lab.e",
        "lab.d",
        MODEL,
        "completed",
        "camera-1",
        "partitioned",
        1,
        1_000,
        90.0,
        100.0,
        true,
        new Timings(1, 2, 80, 1),
        List.of(strange),
        null,
        Instant.now());
  }
}
