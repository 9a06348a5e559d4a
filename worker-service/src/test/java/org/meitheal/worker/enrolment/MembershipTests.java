package org.meitheal.worker.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.registry.EpochStart;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.worker.settings.WorkerSettings;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.FakeRegistry;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class MembershipTests {
  private final FakeRegistry registry = new FakeRegistry();
  private final List<String> fatal = new CopyOnWriteArrayList<>();
  private @TempDir Path folder;
  private @Nullable Membership membership;

  @AfterEach
  void stop() {
    if (membership != null) {
      membership.close();
    }
    registry.close();
  }

  @Test
  void enrolsOnceAndBeats() throws IOException {
    start("camera-1", registry.url());
    Await.until("heartbeats", () -> registry.heartbeats.size() >= 2);

    assertThat(registry.enrolments)
        .singleElement()
        .satisfies(enrolment -> {
          assertThat(enrolment.enrolmentKey()).isEqualTo("ek_secret");
          assertThat(enrolment.name()).isEqualTo("camera-1");
          assertThat(enrolment.lanes()).isEqualTo(2);
        });
    assertThat(registry.heartbeats.getLast().epoch()).isEqualTo(1);
    assertThat(current().epoch()).isEqualTo(1);
    for (String secret : List.of("identity.json", "device-key.json")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("state").resolve(secret))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aRestartIsTheSameDeviceInItsNextLife() throws IOException {
    start("camera-1", registry.url());
    Await.until("joined", () -> current().epoch() == 1);
    current().close();

    start("camera-1", registry.url());
    Await.until("joined again", () -> current().epoch() == 2);

    assertThat(registry.enrolments).hasSize(1);
    assertThat(registry.calls).contains("DELETE /v1/devices/camera-1/lease?epoch=1");
  }

  @Test
  void waitsForARegistryThatIsNotThereYet() throws IOException {
    registry.enrolmentStatus = 503;
    start("camera-1", registry.url());
    Await.until("tried more than once", () -> registry.enrolments.size() >= 2);

    registry.enrolmentStatus = 201;

    Await.until("joined", () -> current().epoch() == 1);
    assertThat(registry.enrolments.getFirst().publicKey())
        .isEqualTo(registry.enrolments.getLast().publicKey());
    assertThat(fatal).isEmpty();
  }

  @Test
  void saysWhyItCanNeverJoin() throws IOException {
    registry.enrolmentStatus = 401;

    start("camera-1", registry.url());

    Await.until("gave up", () -> !fatal.isEmpty());
    assertThat(fatal)
        .singleElement()
        .asString()
        .contains("enrolment was refused", "the key expired", "enrolment-key-expired");
    assertThat(registry.enrolments).hasSize(1);
  }

  @Test
  void aStaleEpochStartsANewOneOnceTheOldLeaseRanOut() throws IOException {
    start("camera-1", registry.url());
    Await.until("joined", () -> current().epoch() == 1);

    registry.epochStatus = 409;
    registry.heartbeatStatus = 409;
    Await.until(
        "tried to start an epoch",
        () -> registry.calls.stream().anyMatch(c -> c.contains("epochs")));
    registry.heartbeatStatus = 200;
    registry.epochStatus = 201;

    Await.until("new life", () -> current().epoch() == 2);
    Await.until("beats", () -> registry.heartbeats.stream().anyMatch(beat -> beat.epoch() == 2));
    assertThat(fatal).isEmpty();
  }

  @Test
  void goesOnThroughAnOutage() throws IOException {
    start("camera-1", registry.url());
    Await.until("joined", () -> current().epoch() == 1);

    registry.heartbeatStatus = 503;
    int before = registry.calls.size();
    Await.until("goes on trying", () -> registry.calls.size() >= before + 3);
    int beats = registry.heartbeats.size();
    registry.heartbeatStatus = 200;

    Await.until("beats again", () -> registry.heartbeats.size() > beats);
    assertThat(current().epoch()).isEqualTo(1);
  }

  @Test
  void anotherDevicesStateIsRefused() throws IOException {
    start("camera-1", registry.url());
    Await.until("joined", () -> current().epoch() == 1);
    current().close();

    assertThatThrownBy(() -> start("camera-2", registry.url()))
        .hasMessageContaining("is that of device 'camera-1'");
  }

  private Membership current() {
    if (membership == null) {
      throw new IllegalStateException("not started");
    }
    return membership;
  }

  private void start(String name, URI url) throws IOException {
    WorkerSettings settings = settings(name, url);
    Enrolling enrolling = new Enrolling(settings, new IdentityStore(settings.stateDir()));
    HttpClient http = HttpClient.newHttpClient();
    TokenSource tokens = new TokenSource(http, url, enrolling::credential, InstantSource.system());
    membership =
        new Membership(
            new RegistryClient(http, url, tokens),
            enrolling,
            new EpochStart("http://127.0.0.1:1", 2),
            new NothingToReport(),
            fatal::add);
    membership.start();
  }

  private WorkerSettings settings(String name, URI url) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "ek_secret\n");
    return new WorkerSettings(
        name,
        Tier.DEVICE,
        "lab",
        "hall",
        URI.create("http://127.0.0.1:1"),
        url,
        null,
        key,
        folder.resolve("state"),
        folder,
        2,
        16,
        1,
        null,
        null,
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        Duration.ofMillis(500),
        DataSize.ofMegabytes(64),
        DataSize.ofMegabytes(256),
        50_000_000,
        0.02);
  }

  private static final class NothingToReport implements DeviceReport {
    @Override
    public List<Heartbeat.LaneState> lanes() {
      return List.of(new Heartbeat.LaneState(0, 0));
    }

    @Override
    public List<Heartbeat.ModelState> models() {
      return List.of();
    }

    @Override
    public LinkSamples samples(String from) {
      return new LinkSamples(from, List.of(), List.of());
    }

    @Override
    public void delivered(LinkSamples samples) {}
  }
}
