package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    Path own = Files.createTempFile("dashboard", ".key");
    own.toFile().deleteOnExit();
    Files.writeString(own, ApiKeyFormat.make("dashboard") + "\n");
    CLUSTER.keys.put(Files.readString(own).strip(), Role.SERVICE);
    CLUSTER.keys.put(VIEWER, Role.VIEWER);
    properties.add("meitheal.dashboard.registry-url", CLUSTER::uri);
    properties.add("meitheal.dashboard.scheduler-url", CLUSTER::uri);
    properties.add("meitheal.dashboard.key-file", own::toString);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void fresh() {
    cookies.getCookieStore().removeAll();
  }

  @Test
  void showsOnlyTheFormToStrangers() throws Exception {
    HttpResponse<String> home = get("/dashboard/");
    assertThat(home.statusCode()).isEqualTo(302);
    assertThat(location(home)).isEqualTo("/dashboard/sign-in");
    assertThat(get("/dashboard/decisions/lab.1").statusCode()).isEqualTo(302);

    HttpResponse<String> form = get("/dashboard/sign-in");
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body()).contains("<label for=\"key\">API key</label>");
    assertThat(form.headers().firstValue("Set-Cookie")).as("no session for strangers").isEmpty();
  }

  @Test
  void streamsNothingToStrangers() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/dashboard/live?show=sources").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"VIEWER", "OPERATOR"})
  void signsInWithARoleThatMayLook(Role role) throws Exception {
    String key = ApiKeyFormat.make("someone");
    CLUSTER.keys.put(key, role);

    HttpResponse<String> answer = signIn(key);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).isEqualTo("/dashboard/");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict", "Path=/dashboard");
    assertThat(get("/dashboard/").body()).contains("ada", role.name().toLowerCase());
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"CLIENT", "DEVICE", "SERVICE"})
  void refusesOtherRolesAndSaysWhich(Role role) throws Exception {
    String key = ApiKeyFormat.make("other");
    CLUSTER.keys.put(key, role);

    HttpResponse<String> answer = signIn(key);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("role=\"alert\"").contains("role is " + role);
    assertThat(get("/dashboard/").statusCode()).isEqualTo(302);
  }

  @Test
  void refusesUnknownKeysAndWhatIsNoKey() throws Exception {
    assertThat(signIn(ApiKeyFormat.make("nobody")).body()).contains("does not know this key");
    assertThat(signIn("hunter2").body()).contains("not an API key").doesNotContain("hunter2");
  }

  @Test
  void saysWhenTheRegistryCannotBeAsked() throws Exception {
    CLUSTER.away = true;
    try {
      assertThat(signIn(VIEWER).statusCode()).isEqualTo(503);
    } finally {
      CLUSTER.away = false;
    }
  }

  @Test
  void givesANewSessionWithEachSignIn() throws Exception {
    signIn(VIEWER);
    String first = session();
    signIn(VIEWER);

    assertThat(session()).isNotEqualTo(first);
  }

  @Test
  void refusesAFormFromElsewhere() throws Exception {
    assertThat(post("/dashboard/sign-in", "key=" + VIEWER, "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(post("/dashboard/sign-in", "key=" + VIEWER, "http://localhost:1").statusCode())
        .isEqualTo(403);
    assertThat(post("/dashboard/sign-in", "key=" + VIEWER, "null").statusCode()).isEqualTo(403);
    assertThat(post("/dashboard/sign-in", "key=" + VIEWER, null).statusCode()).isEqualTo(403);
  }

  @Test
  void signsOutAndEndsWhatWasStreaming() throws Exception {
    signIn(VIEWER);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = follow(lines);
    assertThat(lines.poll(10, TimeUnit.SECONDS)).isNotNull();

    assertThat(location(post("/dashboard/sign-out", "", own()))).isEqualTo("/dashboard/sign-in");

    assertThat(get("/dashboard/").statusCode()).isEqualTo(302);
    assertThat(reader.join(PATIENCE)).as("the stream ended").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard/sign-in", "/dashboard/", "/dashboard/nowhere"})
  void allowsTheBrowserNothingButItsOwn(String path) throws Exception {
    signIn(VIEWER);
    HttpResponse<String> page = get(path);

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("style=").doesNotContainPattern("<script>|onclick=");
  }

  @Test
  void servesEachFileThatThePageNames() throws Exception {
    signIn(VIEWER);
    Matcher file =
        Pattern.compile("(?:src|href)=\"(/dashboard/[^\"]+\\.(?:js|css))\"")
            .matcher(get("/dashboard/").body());
    int files = 0;
    while (file.find()) {
      assertThat(get(file.group(1)).statusCode()).as(file.group(1)).isEqualTo(200);
      files++;
    }
    assertThat(files).isEqualTo(6);
  }

  @Test
  void showsDevicesLinksAndDecisions() throws Exception {
    CLUSTER.tell(MadeUp.snapshot(7, new Random(1)));
    CLUSTER.tell(MadeUp.decision(3, new Random(1)));
    signIn(VIEWER);

    String page = pageWith("lab.0000000000003", "A heartbeat is overdue.");
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
    signIn(VIEWER);

    assertThat(pageWith("sly")).contains("&lt;script&gt;1&lt;/script&gt;");
  }

  @Test
  void saysWhenNothingIsThere() throws Exception {
    CLUSTER.tell(new WatchEvent.Snapshot(11, List.of(), List.of()));
    signIn(VIEWER);

    assertThat(pageWith("data-none>No device has enrolled yet.")).doesNotContain("class=\"cell ");
  }

  @Test
  void opensTheComparisonOfADecision() throws Exception {
    CLUSTER.tell(MadeUp.decision(5, new Random(1)));
    signIn(VIEWER);

    String page = get("/dashboard/decisions/lab.0000000000005").body();
    assertThat(page)
        .contains("The request belongs to no device.", "Cordoned by an operator.")
        .contains("<tr class=\"chosen\">", "93.1 %", "The deadline has passed.");
  }

  @Test
  void showsHowADecisionIsDivided() throws Exception {
    CLUSTER.remember(MadeUp.divided(new Random(1)));
    signIn(VIEWER);

    String page = get("/dashboard/decisions/lab.divided").body();
    assertThat(page)
        .contains("3 parts on 3 devices, led by camera-1.", "Segments 0–3", "rows 30–54")
        .contains("lost, done by the lead", "gate-1 closed the connection")
        .contains("Each part as it ran</caption>");
    CLUSTER.remember(MadeUp.decision(6, new Random(1)));
    assertThat(get("/dashboard/decisions/lab.0000000000006").body())
        .contains("What happened")
        .doesNotContain("How it would be divided");
  }

  @Test
  void showsWrongAnswersAndWhoIsExcludedForThem() throws Exception {
    nameCamera2();
    signIn(VIEWER);

    assertThat(pageWith("a divided answer was wrong"))
        .contains("href=\"decisions/lab.0000000000003\"", "camera-2", "12.5 %", "gate-1")
        .contains("taken back into divisions", "camera-1 &amp; co")
        .contains("takes no part in divisions", "its part differed by 0.5")
        .contains("href=\"exclusions/camera-2\"");
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    follow(lines);
    assertThat(skipTo("event:events", lines)).isTrue();
  }

  @Test
  void onlyAnOperatorTakesADeviceBack() throws Exception {
    nameCamera2();
    signIn(VIEWER);
    var unused = pageWith("href=\"exclusions/camera-2\"");
    assertThat(get("/dashboard/exclusions/camera-2").body())
        .contains("Only an operator can take it back")
        .doesNotContain("<button type=\"submit\">");
    assertThat(post("/dashboard/exclusions/camera-2/take-back", "", own()).statusCode())
        .isEqualTo(403);
    assertThat(CLUSTER.takenBack).isEmpty();

    CLUSTER.keys.put(OPERATOR, Role.OPERATOR);
    var signedIn = signIn(OPERATOR);
    assertThat(get("/dashboard/exclusions/camera-2").body())
        .contains("action=\"/dashboard/exclusions/camera-2/take-back\"");
    assertThat(post("/dashboard/exclusions/camera-2/take-back", "", "http://evil").statusCode())
        .isEqualTo(403);
    HttpResponse<String> back = post("/dashboard/exclusions/camera-2/take-back", "", own());

    assertThat(location(back)).isEqualTo("/dashboard/");
    assertThat(CLUSTER.takenBack).containsExactly("/v1/exclusions/camera-2?by=ada");
    assertThat(get("/dashboard/").body()).doesNotContain("exclusions/camera-2");
    assertThat(get("/dashboard/exclusions/camera-2").statusCode()).isEqualTo(404);
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
    CLUSTER.remember(MadeUp.decision(4, new Random(1)));
    signIn(VIEWER);

    assertThat(get("/dashboard/decisions/lab.0000000000004").statusCode()).isEqualTo(200);
    assertThat(get("/dashboard/decisions/lab.unknown").statusCode()).isEqualTo(404);
    assertThat(get("/dashboard/decisions/a%20b").statusCode()).isEqualTo(404);
    CLUSTER.away = true;
    try {
      HttpResponse<String> away = get("/dashboard/decisions/lab.other");
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.body()).contains("does not answer").doesNotContain("Exception");
    } finally {
      CLUSTER.away = false;
    }
  }

  @Test
  void streamsWhatChangesAtMostTwiceASecond() throws Exception {
    signIn(VIEWER);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    follow(lines);
    long start = System.nanoTime();
    for (int frame = 0; frame < 5; frame++) {
      CLUSTER.tell(MadeUp.snapshot(100 + frame, new Random(frame)));
      assertThat(skipTo("event:sources", lines)).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("five frames")
        .isGreaterThan(Duration.ofMillis(1800));
  }

  @Test
  void answersHealthWithoutASession() throws Exception {
    assertThat(get("/dashboard/actuator/health/readiness").statusCode()).isEqualTo(200);
  }

  private Thread follow(BlockingQueue<String> lines) throws Exception {
    HttpResponse<Stream<String>> answer =
        client.send(request("/dashboard/live?show=sources,events").build(), BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    return Thread.ofVirtual().start(() -> answer.body().forEach(lines::add));
  }

  private static boolean skipTo(String wanted, BlockingQueue<String> lines)
      throws InterruptedException {
    String line;
    do {
      line = lines.poll(10, TimeUnit.SECONDS);
    } while (line != null && !line.equals(wanted));
    return line != null;
  }

  private String pageWith(String... texts) throws Exception {
    return await(() -> {
      String page = get("/dashboard/").body();
      return Stream.of(texts).allMatch(page::contains) ? page : null;
    });
  }

  private static <T> T await(Callable<T> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      T result = condition.call();
      if (result != null) {
        return result;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("did not come true in " + PATIENCE);
  }

  private String own() {
    return "http://localhost:" + port;
  }

  private HttpResponse<String> signIn(String key) throws Exception {
    return post(
        "/dashboard/sign-in", "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8), own());
  }

  private String session() {
    return cookies.getCookieStore().getCookies().stream()
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(own() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        request(path).header("Accept", "text/html,*/*").build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form, String origin) throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form));
    if (origin != null) {
      request.header("Origin", origin);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
