package org.meitheal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole gateway over real HTTP: routes, callers, quotas, errors. */
class GatewayIntegrationTests extends GatewayTestBase {
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
        "/v1/executions/e",
        "/v1/events?limit=5",
        "/v1/exclusions/camera-1",
        "/v1/objectives",
        "/v1/objectives/one/spenders?limit=5",
        "/v1/alerts"
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
}
