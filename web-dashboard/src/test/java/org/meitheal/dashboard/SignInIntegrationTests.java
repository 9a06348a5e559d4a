package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who may look, and what their browsers may do, over real HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SignInIntegrationTests {
  private static final FakeCluster CLUSTER = new FakeCluster();
  private static final String VIEWER = ApiKeyFormat.make("viewer");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
  void showsOnlyTheFormToStrangers() throws Exception {
    HttpResponse<String> home = browser.get("/dashboard/");
    assertThat(home.statusCode()).isEqualTo(302);
    assertThat(Browser.location(home)).isEqualTo("/dashboard/sign-in");
    assertThat(browser.get("/dashboard/decisions/lab.1").statusCode()).isEqualTo(302);

    HttpResponse<String> form = browser.get("/dashboard/sign-in");
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body()).contains("<label for=\"key\">API key</label>");
    assertThat(form.headers().firstValue("Set-Cookie")).as("no session for strangers").isEmpty();
  }

  @Test
  void streamsNothingToStrangers() throws Exception {
    HttpResponse<String> answer = browser.get("/dashboard/live?show=sources", "text/event-stream");

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"VIEWER", "OPERATOR"})
  void signsInWithARoleThatMayLook(Role role) throws Exception {
    String key = ApiKeyFormat.make("someone");
    CLUSTER.keys.put(key, role);

    HttpResponse<String> answer = browser.signIn(key);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(Browser.location(answer)).isEqualTo("/dashboard/");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict", "Path=/dashboard");
    assertThat(browser.get("/dashboard/").body()).contains("ada", role.name().toLowerCase());
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"CLIENT", "DEVICE", "SERVICE"})
  void refusesOtherRolesAndSaysWhich(Role role) throws Exception {
    String key = ApiKeyFormat.make("other");
    CLUSTER.keys.put(key, role);

    HttpResponse<String> answer = browser.signIn(key);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("role=\"alert\"").contains("role is " + role);
    assertThat(browser.get("/dashboard/").statusCode()).isEqualTo(302);
  }

  @Test
  void refusesUnknownKeysAndWhatIsNoKey() throws Exception {
    assertThat(browser.signIn(ApiKeyFormat.make("nobody")).body())
        .contains("does not know this key");
    assertThat(browser.signIn("hunter2").body())
        .contains("not an API key")
        .doesNotContain("hunter2");
  }

  @Test
  void saysWhenTheRegistryCannotBeAsked() throws Exception {
    CLUSTER.away = true;
    try {
      assertThat(browser.signIn(VIEWER).statusCode()).isEqualTo(503);
    } finally {
      CLUSTER.away = false;
    }
  }

  @Test
  void givesANewSessionWithEachSignIn() throws Exception {
    browser.signIn(VIEWER);
    String first = browser.session();
    browser.signIn(VIEWER);

    assertThat(browser.session()).isNotEqualTo(first);
  }

  @Test
  void refusesAFormFromElsewhere() throws Exception {
    assertThat(
            browser.post("/dashboard/sign-in", "key=" + VIEWER, "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(
            browser.post("/dashboard/sign-in", "key=" + VIEWER, "http://localhost:1").statusCode())
        .isEqualTo(403);
    assertThat(browser.post("/dashboard/sign-in", "key=" + VIEWER, "null").statusCode())
        .isEqualTo(403);
    assertThat(browser.post("/dashboard/sign-in", "key=" + VIEWER, null).statusCode())
        .isEqualTo(403);
  }

  @Test
  void signsOutAndEndsWhatWasStreaming() throws Exception {
    browser.signIn(VIEWER);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = browser.follow("sources,events", lines);
    assertThat(lines.poll(10, TimeUnit.SECONDS)).isNotNull();

    assertThat(Browser.location(browser.post("/dashboard/sign-out", "")))
        .isEqualTo("/dashboard/sign-in");

    assertThat(browser.get("/dashboard/").statusCode()).isEqualTo(302);
    assertThat(reader.join(PATIENCE)).as("the stream ended").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard/sign-in", "/dashboard/", "/dashboard/nowhere"})
  void allowsTheBrowserNothingButItsOwn(String path) throws Exception {
    browser.signIn(VIEWER);
    HttpResponse<String> page = browser.get(path);

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("style=").doesNotContainPattern("<script>|onclick=");
  }
}
