package org.meitheal.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bucket4j.TimeMeter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole gateway over real HTTP, between a real client and fakes of what is behind it. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "meitheal.gateway.body-limit=1MB",
      "meitheal.gateway.requests-per-second=10",
      "meitheal.gateway.burst=40",
      "meitheal.gateway.response-timeout=700ms"
    })
class GatewayIntegrationTests {
  private static final FakeRegistry REGISTRY = new FakeRegistry();
  private static final FakeUpstream SCHEDULER = new FakeUpstream();
  private static final FakeUpstream DASHBOARD = new FakeUpstream();
  private static final AtomicLong QUOTA_NANOS = new AtomicLong();
  private static final AtomicLong KEYS = new AtomicLong();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String key = "mk_good-" + KEYS.incrementAndGet();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) {
    properties.add("meitheal.gateway.registry-url", REGISTRY.http::uri);
    properties.add("meitheal.gateway.scheduler-url", SCHEDULER::uri);
    properties.add("meitheal.gateway.dashboard-url", DASHBOARD::uri);
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class MovedClock {
    @Bean
    @Primary
    TimeMeter movedTime() {
      return new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return QUOTA_NANOS.get();
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };
    }
  }

  @BeforeEach
  void reset() {
    REGISTRY.reset();
    SCHEDULER.reset();
    DASHBOARD.reset();
    QUOTA_NANOS.addAndGet(Duration.ofMinutes(1).toNanos());
  }

  @AfterAll
  static void stop() {
    REGISTRY.http.close();
    SCHEDULER.close();
    DASHBOARD.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2",
        "/v2/",
        "/v2/health/ready",
        "/v2/models/m/infer",
        "/v1/models/m/classify",
        "/v1/plans",
        "/v1/decisions?limit=50",
        "/v1/decisions/lab.1",
        "/v1/executions/e"
      })
  void routesToTheScheduler(String path) throws Exception {
    assertThat(send(get(path)).statusCode()).isEqualTo(200);
    assertThat(asked(SCHEDULER).uri()).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/devices/a/heartbeat", "/v1/devices?tier=EDGE", "/v1/links/a/b/history",
        "/v1/enrolment-keys", "/v1/principals", "/v1/watch"
      })
  void routesToTheRegistry(String path) throws Exception {
    assertThat(send(get(path)).statusCode()).isEqualTo(200);
    assertThat(asked(REGISTRY.http).uri()).hasToString(path);
  }

  @Test
  void sendsPeopleToTheDashboardWhichSignsThemInItself() throws Exception {
    HttpResponse<String> home = send(request("/").GET());
    HttpResponse<String> page = send(request("/dashboard/sign-in").GET());

    assertThat(home.statusCode()).isEqualTo(307);
    assertThat(home.headers().firstValue("Location")).hasValue("/dashboard/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(asked(DASHBOARD).header("Host")).isEqualTo("localhost:" + port);
  }

  @Test
  void exchangesAKeyOnceHoweverManyAskAtOnce() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 20)
            .mapToObj(_ -> client.sendAsync(get("/v2").build(), BodyHandlers.ofString()))
            .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
    assertThat(REGISTRY.exchanges).hasValue(1);
    assertThat(asked(SCHEDULER).header("Authorization")).startsWith("Bearer ey");
  }

  @Test
  void takesAKeyInItsOwnHeaderAndKeepsItFromTheServices() throws Exception {
    assertThat(send(request("/v2").header("X-API-Key", key).GET()).statusCode()).isEqualTo(200);

    FakeUpstream.Asked asked = asked(SCHEDULER);
    assertThat(asked.header("X-API-Key")).isNull();
    assertThat(asked.header("Authorization")).startsWith("Bearer ey");
  }

  @Test
  void verifiesATokenOfflineAndPassesItOn() throws Exception {
    String token = REGISTRY.token("alice");

    assertThat(send(request("/v2").header("Authorization", "bearer " + token).GET()).statusCode())
        .isEqualTo(200);
    assertThat(asked(SCHEDULER).header("Authorization")).isEqualTo("Bearer " + token);
    assertThat(REGISTRY.exchanges).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer mk_bad", "Bearer e.y.J", "Bearer x", "Basic YTpi", "Bearer "})
  void refusesWhatIsNoCredential(String authorization) throws Exception {
    HttpResponse<String> answer =
        send(request("/v2/models/m/infer").header("Authorization", authorization).GET());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertIsInferenceError(answer);
    assertThat(SCHEDULER.asked).isEmpty();
  }

  @Test
  void refusesNoCredentialAtAll() throws Exception {
    assertIsProblem(send(request("/v1/decisions").GET()), 401, "unauthenticated", false);
  }

  @Test
  void asksTheRegistryOnlyNowAndThenAboutAWrongKey() throws Exception {
    for (int i = 0; i < 5; i++) {
      send(request("/v2").header("Authorization", "Bearer mk_bad-" + key).GET());
    }

    assertThat(REGISTRY.exchanges).hasValue(1);
  }

  @Test
  void servesKnownKeysWhileTheRegistryIsAwayAndTellsOthersToComeBack() throws Exception {
    send(get("/v2"));
    REGISTRY.away = true;

    assertThat(send(get("/v2")).statusCode()).isEqualTo(200);
    HttpResponse<String> unknown =
        send(request("/v2").header("Authorization", "Bearer mk_good-new-" + key).GET());
    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.headers().firstValue("Retry-After")).hasValue("1");
    assertIsInferenceError(unknown);
  }

  @Test
  void exchangesAgainAfterAServiceRefusedTheToken() throws Exception {
    send(get("/v2"));
    SCHEDULER.answer = FakeUpstream.status(401, "{}");
    send(get("/v2"));
    SCHEDULER.reset();
    send(get("/v2"));

    assertThat(REGISTRY.exchanges).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({"POST,/v1/tokens", "GET,/v1/keys", "POST,/v1/devices"})
  void letsThroughWhatTheRegistryChecksItself(String method, String path) throws Exception {
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Authorization", "Bearer mk_good-own")
                .method(method, BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void listsDevicesOnlyToCallers() throws Exception {
    assertThat(send(request("/v1/devices").GET()).statusCode()).isEqualTo(401);
  }

  @Test
  void limitsEachCallerByItself() throws Exception {
    for (int i = 0; i < 40; i++) {
      assertThat(send(get("/v2")).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> refused = send(get("/v2"));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertIsInferenceError(refused);
    assertIsProblem(send(get("/v1/plans")), 429, "over-quota", true);
    String other = REGISTRY.token("other-" + key);
    assertThat(send(request("/v2").header("Authorization", "Bearer " + other).GET()).statusCode())
        .isEqualTo(200);

    QUOTA_NANOS.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(send(get("/v2")).statusCode()).isEqualTo(200);
    assertThat(send(get("/v2")).statusCode()).isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2x", "/v3", "/v1/unknown", "/actuator/env"})
  void knowsNothingElse(String path) throws Exception {
    assertIsProblem(send(get(path)), 404, "not-found", false);
  }

  @Test
  void answersOnlyGetAtTheRoot() throws Exception {
    assertIsProblem(send(request("/").POST(BodyPublishers.noBody())), 404, "not-found", false);
  }

  @Test
  void answersHealthWithoutACredential() throws Exception {
    assertThat(send(request("/actuator/health/readiness").GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void passesABinaryTensorBothWaysUnchanged() throws Exception {
    byte[] body = new byte[600_000];
    new java.util.Random(1).nextBytes(body);

    HttpResponse<byte[]> answer =
        client.send(
            get("/v2/models/m/infer")
                .header("Inference-Header-Content-Length", "123")
                .header("Meitheal-Deadline-Ms", "250")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("Inference-Header-Content-Length")).hasValue("7");
    FakeUpstream.Asked asked = asked(SCHEDULER);
    assertThat(asked.body()).isEqualTo(body);
    assertThat(asked.header("Inference-Header-Content-Length")).isEqualTo("123");
    assertThat(asked.header("Content-Length")).isEqualTo("600000");
    assertThat(asked.header("Content-Type")).isNull();
    assertThat(asked.header("Meitheal-Deadline-Ms")).isEqualTo("250");
  }

  @Test
  void keepsAHarmlessRequestIdAndReplacesAnother() throws Exception {
    HttpResponse<String> kept = send(get("/v2").header("X-Request-Id", "mine-1"));
    assertThat(kept.headers().allValues("X-Request-Id")).containsExactly("mine-1");
    assertThat(asked(SCHEDULER).header("X-Request-Id")).isEqualTo("mine-1");

    HttpResponse<String> made = send(get("/v2").header("X-Request-Id", "a b;c"));
    String id = made.headers().firstValue("X-Request-Id").orElseThrow();
    assertThat(id).matches("[0-9a-f-]{36}");
    assertThat(asked(SCHEDULER).header("X-Request-Id")).isEqualTo(id);
    assertThat(send(request("/nowhere").GET()).headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void dropsHopByHopAndForgedForwardingHeaders() throws Exception {
    String head =
        "GET /v2 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + key
            + "\r\nConnection: close, X-Mine\r\nX-Mine: 1\r\nTE: trailers\r\nKeep-Alive: 5\r\n"
            + "Proxy-Authorization: x\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: for=1.2.3.4\r\n\r\n";

    assertThat(raw(head)).startsWith("HTTP/1.1 200");
    FakeUpstream.Asked asked = asked(SCHEDULER);
    assertThat(asked.headers().keySet())
        .doesNotContain(
            "X-mine", "Te", "Keep-alive", "Proxy-authorization", "X-forwarded-for", "Forwarded");
  }

  @Test
  void refusesALargeBodyByItsLengthBeforeReadingIt() throws Exception {
    String head =
        "POST /v2/models/m/infer HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + key
            + "\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";

    String answer = raw(head);

    assertThat(answer).startsWith("HTTP/1.1 413").contains("{\"error\":\"");
    assertThat(SCHEDULER.asked).isEmpty();
  }

  @Test
  void refusesALargeBodyOfAClientThatJustSendsIt() throws Exception {
    HttpResponse<String> answer =
        send(get("/v1/models/m/classify").POST(BodyPublishers.ofByteArray(new byte[8_000_000])));

    assertIsProblem(answer, 413, "body-too-large", false);
  }

  @Test
  void breaksAChunkedBodyOffAtTheLimit() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    SCHEDULER.answer =
        exchange -> {
          Throwable end = catchThrowable(() -> exchange.getRequestBody().transferTo(nullOutput()));
          if (end instanceof IOException) {
            brokenOff.countDown();
          }
        };

    HttpResponse<String> answer =
        send(
            get("/v2/models/m/infer")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[3_000_000]))));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertIsInferenceError(answer);
    assertThat(brokenOff.await(5, TimeUnit.SECONDS)).isTrue();
    SCHEDULER.reset();
    assertThat(send(get("/v2")).statusCode()).isEqualTo(200);
  }

  @Test
  void passesAChunkedBodyUnderTheLimit() throws Exception {
    HttpResponse<String> answer =
        send(
            get("/v2/models/m/infer")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[900_000]))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(asked(SCHEDULER).body()).hasSize(900_000);
  }

  @Test
  void passesTheFirstHalfOfABodyBeforeTheSecondIsThere() throws Exception {
    CountDownLatch firstHalfArrived = new CountDownLatch(1);
    SCHEDULER.answer =
        exchange -> {
          exchange.getRequestBody().readNBytes(100_000);
          firstHalfArrived.countDown();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
        };
    PipedOutputStream body = new PipedOutputStream();
    InputStream source = new PipedInputStream(body, 300_000);
    body.write(new byte[100_000]);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            get("/v2/models/m/infer").POST(BodyPublishers.ofInputStream(() -> source)).build(),
            BodyHandlers.ofString());

    body.flush();
    // The JDK's client reads ahead: some more bytes make it send what it has.
    body.write(new byte[100_000]);
    assertThat(firstHalfArrived.await(5, TimeUnit.SECONDS)).isTrue();
    body.close();
    assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void passesEventsOnOneByOne() throws Exception {
    ArrayBlockingQueue<String> events = new ArrayBlockingQueue<>(1);
    SCHEDULER.answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 3; i++) {
            exchange.getResponseBody().write(take(events).getBytes(UTF_8));
            exchange.getResponseBody().flush();
          }
        };
    LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    HttpResponse<Stream<String>> answer = null;
    CompletableFuture<HttpResponse<Stream<String>>> pending =
        client.sendAsync(get("/v1/decisions/watch").build(), BodyHandlers.ofLines());
    events.put("data: 0\n\n");
    answer = pending.get(5, TimeUnit.SECONDS);
    Stream<String> lines = answer.body();
    Thread reader = Thread.ofVirtual().start(() -> lines.forEach(seen::add));

    assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("data: 0");
    assertThat(seen.poll(5, TimeUnit.SECONDS)).isEmpty();
    events.put("data: 1\n\n");
    assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("data: 1");
    assertThat(seen.poll(5, TimeUnit.SECONDS)).isEmpty();
    events.put("data: 2\n\n");
    assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("data: 2");
    reader.join(Duration.ofSeconds(5));
  }

  @Test
  void givesUpOnAServiceThatDoesNotAnswer() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    SCHEDULER.answer =
        _ -> {
          try {
            end.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try {
      HttpResponse<String> answer = send(get("/v2/models/m/infer"));
      assertThat(answer.statusCode()).isEqualTo(504);
      assertIsInferenceError(answer);
    } finally {
      end.countDown();
    }
  }

  @Test
  void tellsToComeBackWhenAServiceBreaksOff() throws Exception {
    SCHEDULER.answer = com.sun.net.httpserver.HttpExchange::close;

    HttpResponse<String> answer = send(get("/v1/plans"));

    assertIsProblem(answer, 503, "unavailable", true);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void passesAnErrorOfAServiceOnAsItIs() throws Exception {
    SCHEDULER.answer = FakeUpstream.status(422, "{\"error\":\"no\"}");

    HttpResponse<String> answer = send(get("/v2/models/m/infer"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"error\":\"no\"}");
  }

  private static FakeUpstream.Asked asked(FakeUpstream upstream) throws InterruptedException {
    FakeUpstream.Asked asked = upstream.asked.poll(5, TimeUnit.SECONDS);
    assertThat(asked).as("a request that arrived").isNotNull();
    return asked;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpRequest.Builder get(String path) {
    return request(path).header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String take(ArrayBlockingQueue<String> events) {
    try {
      return events.poll(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static java.io.OutputStream nullOutput() {
    return java.io.OutputStream.nullOutputStream();
  }

  private static void assertIsInferenceError(HttpResponse<String> answer) {
    JsonNode body = ProtocolJson.MAPPER.readTree(answer.body());
    assertThat(body.propertyNames()).containsExactly("error");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  private static void assertIsProblem(
      HttpResponse<String> answer, int status, String code, boolean retryable) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode body = ProtocolJson.MAPPER.readTree(answer.body());
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("code").asString()).isEqualTo(code);
    assertThat(body.path("retryable").asBoolean()).isEqualTo(retryable);
    assertThat(body.path("detail").asString()).isNotBlank();
  }
}
