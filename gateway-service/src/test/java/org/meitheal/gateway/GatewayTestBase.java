package org.meitheal.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The whole gateway between a real client and fakes of what is behind it, for as long as the JVM.
 */
@Import(GatewayTestBase.MovedClock.class)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "meitheal.gateway.body-limit=1MB",
      "meitheal.gateway.requests-per-second=10",
      "meitheal.gateway.burst=40",
      "meitheal.gateway.response-timeout=700ms"
    })
abstract class GatewayTestBase {
  static final FakeRegistry REGISTRY = new FakeRegistry();
  static final FakeUpstream SCHEDULER = new FakeUpstream();
  static final FakeUpstream DASHBOARD = new FakeUpstream();
  static final AtomicLong QUOTA_NANOS = new AtomicLong();
  private static final AtomicLong KEYS = new AtomicLong();

  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final String key = "mk_good-" + KEYS.incrementAndGet();

  @LocalServerPort int port;

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

  static FakeUpstream.Asked asked(FakeUpstream upstream) throws InterruptedException {
    FakeUpstream.Asked asked = upstream.asked.poll(5, TimeUnit.SECONDS);
    assertThat(asked).as("a request that arrived").isNotNull();
    return asked;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  HttpRequest.Builder get(String path) {
    return request(path).header("Authorization", "Bearer " + key);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  String raw(String head) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  static String take(ArrayBlockingQueue<String> events) {
    try {
      return events.poll(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static java.io.OutputStream nullOutput() {
    return java.io.OutputStream.nullOutputStream();
  }

  static void assertIsInferenceError(HttpResponse<String> answer) {
    JsonNode body = ProtocolJson.MAPPER.readTree(answer.body());
    assertThat(body.propertyNames()).containsExactly("error");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  static void assertIsProblem(
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
