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
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.decision.Telling;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The list of decisions and one of them, over real HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DecisionPagesIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final String VIEWER = ApiKeyFormat.make("viewer");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
    CLUSTER.keys.put(VIEWER, Role.VIEWER);
    Telling.all(Instant.now()).forEach(CLUSTER::remember);
    for (int number = 1; number <= 60; number++) {
      CLUSTER.remember(MadeUpDecisions.decision(number, new Random(number)));
    }
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(uri("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "http://localhost:" + port)
            .header("Accept", "text/html")
            .POST(
                BodyPublishers.ofString("key=" + URLEncoder.encode(VIEWER, StandardCharsets.UTF_8)))
            .build();
    assertThat(client.send(form, BodyHandlers.discarding()).statusCode()).isEqualTo(302);
  }

  @Test
  void listsByPages() throws Exception {
    String first = get("/decisions").body();

    assertThat(first)
        .contains("/dashboard/decisions/lab.9-local", "href=\"/dashboard/devices/camera-1\"")
        .contains("aria-current=\"page\"", "1 retry", "verdict running", "verdict refused")
        .contains("href=\"/dashboard/decisions?before=lab.0000000000021\"")
        .doesNotContain("lab.0000000000020");
    assertThat(get("/decisions?before=lab.0000000000021").body())
        .contains("/dashboard/decisions/lab.0000000000020", "Newest")
        .doesNotContain("Older</a>");
  }

  @Test
  void filtersAndKeepsTheFilterInTheForm() throws Exception {
    String page = get("/decisions?placement=partitioned&device=camera-1&model=").body();

    assertThat(page)
        .contains("lab.8-divided", "lab.7-home", "value=\"camera-1\"")
        .contains("<option value=\"partitioned\" selected=\"selected\">")
        .doesNotContain("lab.9-local");
    assertThat(get("/decisions?device=%3Cb%3E").body())
        .contains("No decision is like that.", "value=\"&lt;b&gt;\"");
    assertThat(get("/decisions?outcome=maybe").statusCode()).isEqualTo(400);
  }

  @Test
  void saysWhenTheSchedulerIsAway() throws Exception {
    CLUSTER.away = true;
    try {
      assertThat(get("/decisions").body()).contains("The scheduler does not answer.");
    } finally {
      CLUSTER.away = false;
    }
  }

  @Test
  void drawsADividedExecution() throws Exception {
    String page = get("/decisions/lab.8-divided").body();

    assertThat(page)
        .contains("<dt>Asked by</dt><dd>sorter</dd>")
        .contains("aria-label=\"camera-2, part 1: computes segments 0–3, ")
        .contains("waits for the other parts&#39; results")
        .contains("class=\"bar join\"", "class=\"bar exchange\"", "The same as a table")
        .contains("partitioned camera-1: median 115 ms")
        .contains("4.9 ms, 5.4 ms, 5.2 ms, 6.3 ms, 5.1 ms", "143 times, ± 6.0 %")
        .contains("href=\"/dashboard/devices/gate-1\"")
        .doesNotContain("not on record");
    assertThat(get("/decisions/lab.7-home").body())
        .contains("fill=\"url(#lost-pattern)\"", "lost at gate-1: it closed the connection");
  }

  @Test
  void saysWhatDidNotRunOrEnd() throws Exception {
    assertThat(get("/decisions/lab.5-refused").body())
        .contains("It was refused: nothing ran.")
        .doesNotContain("class=\"chart gantt\"");
    assertThat(get("/decisions/lab.2-failed").body())
        .contains("no device was left to try", "When it ended is not on record");
    assertThat(get("/decisions/lab.1-running").body())
        .contains("It still ran at", "class=\"bar running\"");
    assertThat(get("/decisions/lab.4-retried").body()).contains("lost to attempts before this one");
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + "/dashboard" + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build(),
        BodyHandlers.ofString());
  }
}
