package org.meitheal.registry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.ApiKey;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.ApiKeyRequest;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.registry.Enrolled;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.EnrolmentKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** All integration tests share this one registry; each makes devices and callers of its own. */
@SpringBootTest(
    classes = org.meitheal.registry.RegistryApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class IntegrationTest {
  protected static final MovableClock CLOCK = new MovableClock(Instant.now());
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(60))
          .build();
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final String OPERATOR_KEY = ApiKeyFormat.make("operator");
  private static final String SERVICE_KEY = ApiKeyFormat.make("scheduler");
  private static final Path KEYS = writeKeys();

  @TestBean(name = "wallClock")
  private InstantSource wallClock;

  @TestBean(name = "leaseClock")
  private InstantSource leaseClock;

  @LocalServerPort private int port;
  @Autowired protected JdbcTemplate jdbc;

  static InstantSource wallClock() {
    return CLOCK;
  }

  static InstantSource leaseClock() {
    return CLOCK;
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", Database::url);
    registry.add("spring.datasource.username", () -> "postgres");
    registry.add("spring.datasource.password", () -> "postgres");
    registry.add("meitheal.registry.signing-key-rotation", () -> "1h");
    bootstrap(registry, 0, "root", "OPERATOR", "operator");
    bootstrap(registry, 1, "scheduler-lab", "SERVICE", "scheduler");
  }

  private static void bootstrap(
      DynamicPropertyRegistry registry, int index, String name, String role, String file) {
    String prefix = "meitheal.registry.bootstrap-principals[" + index + "].";
    registry.add(prefix + "name", () -> name);
    registry.add(prefix + "role", () -> role);
    registry.add(prefix + "key-file", () -> KEYS.resolve(file).toString());
  }

  private static Path writeKeys() {
    try {
      Path folder = Files.createTempDirectory("registry-keys");
      Files.writeString(folder.resolve("operator"), OPERATOR_KEY + "\n").toFile().deleteOnExit();
      Files.writeString(folder.resolve("scheduler"), SERVICE_KEY).toFile().deleteOnExit();
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  protected URI base() {
    return URI.create("http://localhost:" + port);
  }

  protected Calls anonymous() {
    return new Calls(HTTP, base(), null);
  }

  protected Calls operator() {
    return anonymous().as(token(OPERATOR_KEY));
  }

  protected Calls service() {
    return anonymous().as(token(SERVICE_KEY));
  }

  protected static String serviceKey() {
    return SERVICE_KEY;
  }

  protected static String operatorKey() {
    return OPERATOR_KEY;
  }

  /** A new caller. */
  protected Calls caller(Role role) {
    ApiKeyRequest request =
        new ApiKeyRequest(unique(role.name().toLowerCase(java.util.Locale.ROOT)), role, List.of());
    return anonymous().as(token(operator().post("/v1/principals", request).as(ApiKey.class).key()));
  }

  protected String token(String key) {
    Answer answer = anonymous().as(key).post("/v1/tokens", "");
    assertThat(answer.status()).isEqualTo(200);
    return answer.as(TokenAnswer.class).token();
  }

  /** A name that no other test has. */
  protected static String unique(String prefix) {
    return prefix + "-" + COUNTER.incrementAndGet();
  }

  protected String enrolmentKey() {
    Answer answer = operator().post("/v1/enrolment-keys", "{}");
    assertThat(answer.status()).isEqualTo(201);
    return answer.as(EnrolmentKey.class).key();
  }

  protected static String publicKey() {
    return Ed25519.encode(Ed25519.generate().getPublic());
  }

  protected static Enrolment enrolment(String key, String publicKey, String name) {
    return new Enrolment(
        key, publicKey, name, Tier.DEVICE, "lab", "cell-1", "http://127.0.1.1:8090", 2);
  }

  protected TestDevice device() {
    return device(enrolment(enrolmentKey(), publicKey(), unique("device")));
  }

  protected TestDevice device(Enrolment enrolment) {
    Answer answer = anonymous().post("/v1/devices", enrolment);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    Enrolled enrolled = answer.as(Enrolled.class);
    return new TestDevice(
        enrolled.id(),
        enrolled.credential(),
        enrolled.epoch(),
        enrolment.publicKey(),
        anonymous().as(token(enrolled.credential())));
  }

  /** Polls, for what other threads do. */
  protected static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not come true within 10 s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }
}
