package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.protocol.scheduler.MismatchReport.Suspect;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole dashboard over real HTTP, in front of a made-up cluster. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DashboardIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final String VIEWER = ApiKeyFormat.make("viewer");
  private static final String OPERATOR = ApiKeyFormat.make("operator");

  @LocalServerPort private int port;
  private Browser browser;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    CLUSTER.serve(properties);
    CLUSTER.keys.put(VIEWER, Role.VIEWER);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void fresh() {
    browser = new Browser(port);
  }

  @Test
  void servesEachFileThatThePageNames() throws Exception {
    browser.signIn(VIEWER);
    Matcher file =
        Pattern.compile("(?:src|href)=\"(/dashboard/[^\"]+\\.(?:js|css))\"")
            .matcher(browser.get("/dashboard/").body());
    int files = 0;
    while (file.find()) {
      assertThat(browser.get(file.group(1)).statusCode()).as(file.group(1)).isEqualTo(200);
      files++;
    }
    assertThat(files).isEqualTo(6);
  }

  @Test
  void showsDevicesLinksAndDecisions() throws Exception {
    CLUSTER.tell(MadeUp.snapshot(7, new Random(1)));
    CLUSTER.tell(MadeUpDecisions.decision(3, new Random(1)));
    browser.signIn(VIEWER);

    String page = browser.pageWith("/dashboard/", "lab.0000000000003", "A heartbeat is overdue.");
    assertThat(page)
        .contains("4</span><small> of <span>6", "cordoned")
        .contains("href=\"devices/camera-1\"", "href=\"decisions/lab.0000000000003\"")
        .contains("in time");
  }

  @Test
  void writesWhatOthersSayAsText() throws Exception {
    CLUSTER.tell(
        new WatchEvent.Snapshot(
            9,
            List.of(
                MadeUp.device(
                    "sly", Tier.DEVICE, Liveness.CUT, "<script>1</script>", 1, 0, Instant.now())),
            List.of()));
    browser.signIn(VIEWER);

    assertThat(browser.pageWith("/dashboard/", "sly", "&lt;script&gt;1&lt;/script&gt;"))
        .doesNotContain("<script>1");
  }

  @Test
  void saysWhenNothingIsThere() throws Exception {
    CLUSTER.tell(new WatchEvent.Snapshot(11, List.of(), List.of()));
    browser.signIn(VIEWER);

    assertThat(browser.pageWith("/dashboard/", "data-none>No device has enrolled yet."))
        .doesNotContain("class=\"cell ");
  }

  @Test
  void opensTheComparisonOfADecision() throws Exception {
    CLUSTER.tell(MadeUpDecisions.decision(5, new Random(1)));
    browser.signIn(VIEWER);

    String page = browser.get("/dashboard/decisions/lab.0000000000005").body();
    assertThat(page)
        .contains("The request belongs to no device.", "Cordoned by an operator.")
        .contains("<tr class=\"chosen\">", "93.1 %", "The deadline has passed.");
  }

  @Test
  void showsHowADecisionIsDivided() throws Exception {
    CLUSTER.remember(MadeUpDecisions.divided(new Random(1)));
    browser.signIn(VIEWER);

    String page = browser.get("/dashboard/decisions/lab.divided").body();
    assertThat(page)
        .contains("3 parts on 3 devices, led by camera-1.", "Segments 0–3", "rows 30–54")
        .contains("lost, done by the lead", "gate-1 closed the connection")
        .contains("Each part as it ran</caption>");
    CLUSTER.remember(MadeUpDecisions.decision(6, new Random(1)));
    assertThat(browser.get("/dashboard/decisions/lab.0000000000006").body())
        .contains("What happened")
        .doesNotContain("How it would be divided");
  }

  @Test
  void showsWrongAnswersAndWhoIsExcludedForThem() throws Exception {
    nameCamera2();
    browser.signIn(VIEWER);

    assertThat(browser.pageWith("/dashboard/", "a divided answer was wrong"))
        .contains("href=\"decisions/lab.0000000000003\"", "camera-2", "12.5 %", "gate-1")
        .contains("taken back into divisions", "camera-1 &amp; co")
        .contains("takes no part in divisions", "its part differed by 0.5")
        .contains("href=\"exclusions/camera-2\"");
    BlockingQueue<String> lines = browser.follow("sources,events");
    assertThat(Browser.lineWith("event:events", lines)).isEqualTo("event:events");
  }

  @Test
  void onlyAnOperatorTakesADeviceBack() throws Exception {
    nameCamera2();
    browser.signIn(VIEWER);
    var unused = browser.pageWith("/dashboard/", "href=\"exclusions/camera-2\"");
    assertThat(browser.get("/dashboard/exclusions/camera-2").body())
        .contains("Only an operator can take it back")
        .doesNotContain("<button type=\"submit\">");
    assertThat(browser.post("/dashboard/exclusions/camera-2/take-back", "").statusCode())
        .isEqualTo(403);
    assertThat(CLUSTER.takenBack).isEmpty();

    CLUSTER.keys.put(OPERATOR, Role.OPERATOR);
    var signedIn = browser.signIn(OPERATOR);
    assertThat(browser.get("/dashboard/exclusions/camera-2").body())
        .contains("action=\"/dashboard/exclusions/camera-2/take-back\"");
    assertThat(
            browser
                .post("/dashboard/exclusions/camera-2/take-back", "", "http://evil")
                .statusCode())
        .isEqualTo(403);
    HttpResponse<String> back = browser.post("/dashboard/exclusions/camera-2/take-back", "");

    assertThat(Browser.location(back)).isEqualTo("/dashboard/");
    assertThat(CLUSTER.takenBack).containsExactly("/v1/exclusions/camera-2?by=ada");
    assertThat(browser.get("/dashboard/").body()).doesNotContain("exclusions/camera-2");
    assertThat(browser.get("/dashboard/exclusions/camera-2").statusCode()).isEqualTo(404);
    assertThat(signedIn.statusCode()).isEqualTo(302);
  }

  private static void nameCamera2() {
    CLUSTER.takenBack.clear();
    CLUSTER.exclusions.clear();
    CLUSTER.events.clear();
    Instant at = Instant.parse("2026-11-24T12:00:00Z");
    CLUSTER.exclusions.add(
        new ExclusionView("camera-2", at, "lab.e1", "its part differed by 0.5 of the largest"));
    MismatchReport report =
        new MismatchReport(
            "lab.x", 1, "0".repeat(64), 0.125, List.of(new Suspect("camera-2", 0.5)));
    CLUSTER.events.add(
        new EventView(
            "lab.e1",
            at,
            EventView.MISMATCH,
            "gate-1",
            List.of("camera-2"),
            new EventView.Mismatch(report, "lab.0000000000003", MadeUp.MODEL)));
    CLUSTER.events.add(
        new EventView("lab.e0", at, EventView.TAKEN_BACK, "ada", List.of("camera-1 & co"), null));
  }

  @Test
  void asksTheSchedulerForAnOldDecision() throws Exception {
    CLUSTER.remember(MadeUpDecisions.decision(4, new Random(1)));
    browser.signIn(VIEWER);

    assertThat(browser.get("/dashboard/decisions/lab.0000000000004").statusCode()).isEqualTo(200);
    assertThat(browser.get("/dashboard/decisions/lab.unknown").statusCode()).isEqualTo(404);
    assertThat(browser.get("/dashboard/decisions/a%20b").statusCode()).isEqualTo(404);
    CLUSTER.away = true;
    try {
      HttpResponse<String> away = browser.get("/dashboard/decisions/lab.other");
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.body()).contains("does not answer").doesNotContain("Exception");
    } finally {
      CLUSTER.away = false;
    }
  }

  @Test
  void streamsWhatChangesAtMostTwiceASecond() throws Exception {
    browser.signIn(VIEWER);
    BlockingQueue<String> lines = browser.follow("sources,events");
    long start = System.nanoTime();
    for (int frame = 0; frame < 5; frame++) {
      CLUSTER.tell(MadeUp.snapshot(100 + frame, new Random(frame)));
      assertThat(Browser.lineWith("event:sources", lines)).isEqualTo("event:sources");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("five frames")
        .isGreaterThan(Duration.ofMillis(1800));
  }

  @Test
  void answersHealthWithoutASession() throws Exception {
    assertThat(browser.get("/dashboard/actuator/health/readiness").statusCode()).isEqualTo(200);
  }
}
