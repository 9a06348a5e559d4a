package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.metric.Metric;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MetricsIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void exposesAllOfItsMetricsAndNoOthers() throws Exception {
    HttpResponse<String> scraped = scrape(Role.VIEWER);

    assertThat(scraped.statusCode()).isEqualTo(200);
    assertThat(
            Arrays.stream(scraped.body().split("\n"))
                .filter(line -> line.startsWith("meitheal_"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet()))
        .isEqualTo(Metric.seriesOf("dashboard"));
    assertThat(scraped.body()).contains("jvm_memory_used_bytes{", "process_cpu_usage");
  }

  @Test
  void isForThoseWhoMayLook() throws Exception {
    HttpRequest anonymous = HttpRequest.newBuilder(metrics()).build();

    assertThat(HTTP.send(anonymous, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    assertThat(scrape(Role.CLIENT).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> scrape(Role role) throws Exception {
    String key = ApiKeyFormat.make("prometheus");
    CLUSTER.keys.put(key, role);
    String token = new TokenSource(CLUSTER.uri(), () -> key, InstantSource.system()).token();
    return HTTP.send(
        HttpRequest.newBuilder(metrics()).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }

  private URI metrics() {
    return URI.create("http://localhost:" + port + "/dashboard/actuator/prometheus");
  }
}
