package org.meitheal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.metric.Metric;

class MetricsIntegrationTests extends GatewayTestBase {
  private static final String PATH = "/actuator/prometheus";

  @Test
  void exposesAllOfItsMetricsAndNoOthers() throws Exception {
    send(get("/v2"));
    send(request("/v2"));

    String scraped = scrape(Role.VIEWER).body();

    assertThat(
            Arrays.stream(scraped.split("\n"))
                .filter(line -> line.startsWith("meitheal_"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet()))
        .isEqualTo(Metric.seriesOf("gateway"));
    assertThat(scraped)
        .contains("meitheal_gateway_request_seconds_count{route=\"scheduler\",status=\"2xx\"}")
        .contains("meitheal_gateway_request_seconds_count{route=\"scheduler\",status=\"4xx\"}")
        .contains("meitheal_gateway_refusals_total{reason=\"unauthenticated\"}")
        .contains("jvm_memory_used_bytes{", "process_cpu_usage");
  }

  @Test
  void isForThoseWhoMayLook() throws Exception {
    assertIsProblem(send(request(PATH)), 401, "unauthenticated", false);
    assertIsProblem(send(get(PATH)), 401, "unauthenticated", false);
    assertIsProblem(scrape(Role.CLIENT), 403, "forbidden", false);
  }

  private HttpResponse<String> scrape(Role role) throws Exception {
    String token = REGISTRY.token("someone", role);
    return send(request(PATH).header("Authorization", "Bearer " + token));
  }
}
