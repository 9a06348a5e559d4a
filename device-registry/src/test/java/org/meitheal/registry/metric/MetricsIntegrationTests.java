package org.meitheal.registry.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.metric.Metric;
import org.meitheal.registry.testing.IntegrationTest;

class MetricsIntegrationTests extends IntegrationTest {
  @Test
  void exposesAllOfItsMetricsAndNoOthers() {
    HttpResponse<String> scraped = caller(Role.VIEWER).get("/actuator/prometheus").response();

    assertThat(scraped.statusCode()).isEqualTo(200);
    assertThat(
            Arrays.stream(scraped.body().split("\n"))
                .filter(line -> line.startsWith("meitheal_"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet()))
        .isEqualTo(Metric.seriesOf("registry"));
    assertThat(scraped.body())
        .contains("meitheal_registry_devices{liveness=\"offline\",operator_state=\"enabled\"}")
        .contains(
            "meitheal_registry_records_lost_total{reason=\"overflowed\",rows=\"rtt_samples\"} 0.0")
        .contains("jvm_memory_used_bytes{", "process_cpu_usage");
  }

  @Test
  void isForThoseWhoMayLook() {
    assertThat(anonymous().get("/actuator/prometheus").problem()).isEqualTo("401 unauthenticated");
    assertThat(caller(Role.CLIENT).get("/actuator/prometheus").problem())
        .isEqualTo("403 forbidden");
  }
}
