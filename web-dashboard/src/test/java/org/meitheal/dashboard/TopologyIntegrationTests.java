package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TopologyIntegrationTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String VIEWER = ApiKeyFormat.make("viewer");
  private static final FakeCluster CLUSTER = new FakeCluster();

  @LocalServerPort private int port;

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
    CLUSTER.keys.put(VIEWER, Role.VIEWER);
    CLUSTER.linkHistories = MadeUpTopology::history;
  }

  @AfterAll
  static void end() {
    CLUSTER.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(own() + "/dashboard/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", own())
            .POST(
                BodyPublishers.ofString("key=" + URLEncoder.encode(VIEWER, StandardCharsets.UTF_8)))
            .build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(302);
  }

  @Test
  void drawsEachNodeOfASmallFleet() throws Exception {
    CLUSTER.tell(MadeUpTopology.fleet(1, 1, 6, new Random(1)));

    assertThat(pageWith("/dashboard/topology", "d00-05", "hall-0"))
        .contains("<svg class=\"map\"", "<svg class=\"heatmap\"", "The map as a table")
        .contains("href=\"/dashboard/topology/link?from=d00-00&amp;to=edge-1\"")
        .contains("aria-current=\"page\">Topology")
        .doesNotContain("style=");
  }

  @Test
  void foldsTheCellsOfALargeOneAndOpensThem() throws Exception {
    CLUSTER.tell(MadeUpTopology.fleet(2, 25, 40, new Random(1)));

    assertThat(pageWith("/dashboard/topology", "hall-24", "of 40 online"))
        .contains("href=\"/dashboard/topology?from=device/hall-3\"")
        .contains("Only slow and cut connections")
        .doesNotContain("d00-07");
    assertThat(pageWith("/dashboard/topology?from=device/hall-3", "d03-39"))
        .contains("Within hall-3", "← Topology")
        .doesNotContain(">d04-00<");
    assertThat(get("/dashboard/topology?from=device/hall-3&to=device/hall-4").body())
        .contains("hall-3 to hall-4");
    assertThat(get("/dashboard/topology/parts?from=device/hall-3").body())
        .contains("data-part=\"heat\"", "d03-39")
        .doesNotContain("<header");
    assertThat(get("/dashboard/topology?from=device/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsALinksHistory() throws Exception {
    String link = "?from=site/lab&to=edge-1&window=1h";
    assertThat(get("/dashboard/topology/link" + link).body())
        .contains("20 times slower; the last of 2 changes", "Levels and changes")
        .contains("2.2 times slower", "uPlot.iife.min.js")
        .doesNotContain("The way back");
    assertThat(get("/dashboard/topology/link/parts" + link).body())
        .contains("data-part=\"regimes\"");

    JsonNode data =
        ProtocolJson.MAPPER.readTree(get("/dashboard/topology/link/data" + link).body());
    assertThat(data.path("marks").size()).isEqualTo(3);
    assertThat(data.at("/marks/2/change").asString()).isEqualTo("20 times slower");
    int rows = data.at("/round_trips/at").size();
    assertThat(rows).isBetween(280, 300);
    assertThat(data.at("/round_trips/median_ms").size()).isEqualTo(rows);
    assertThat(data.at("/bandwidth/median_mbps").size()).isEqualTo(25);
  }

  @Test
  void refusesWhatIsNoLink() throws Exception {
    assertThat(get("/dashboard/topology/link?from=A%20B&to=c").statusCode()).isEqualTo(404);
    assertThat(get("/dashboard/topology/link?from=a&to=c&window=9y").statusCode()).isEqualTo(400);
  }

  @Test
  void saysThatTheRegistryDoesNotAnswer() throws Exception {
    CLUSTER.linkHistories = _ -> 503;
    try {
      HttpResponse<String> page = get("/dashboard/topology/link?from=a&to=b");
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains("The registry does not answer");
      assertThat(get("/dashboard/topology/link/data?from=a&to=b").statusCode()).isEqualTo(503);
    } finally {
      CLUSTER.linkHistories = MadeUpTopology::history;
    }
  }

  private String pageWith(String path, String... texts) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String page = "";
    while (System.nanoTime() < end) {
      page = get(path).body();
      if (Stream.of(texts).allMatch(page::contains)) {
        return page;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("did not come: " + page);
  }

  private String own() {
    return "http://localhost:" + port;
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(own() + path)).header("Accept", "text/html,*/*").build();
    return client.send(request, BodyHandlers.ofString());
  }
}
