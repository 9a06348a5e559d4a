package org.meitheal.registry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.DevicePatch;
import org.meitheal.protocol.registry.LinkSamples.RoundTrip;
import org.meitheal.protocol.registry.RegistryFollower;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.testing.Calls;
import org.meitheal.registry.testing.IntegrationTest;
import org.meitheal.registry.testing.TestDevice;

@Timeout(30)
class WatchIntegrationTests extends IntegrationTest {
  @Test
  void beginsWithEverythingAndGoesOnWithChanges() throws IOException {
    TestDevice device = device();
    try (Stream stream = watch(service(), null)) {
      WatchEvent.Snapshot snapshot = stream.next("snapshot", WatchEvent.Snapshot.class);
      assertThat(snapshot.devices()).anyMatch(view -> view.id().equals(device.id()));
      assertThat(snapshot.version()).isEqualTo(stream.id);

      TestDevice other = device();
      WatchEvent.DeviceChanged changed = next(stream, other);
      assertThat(changed.version()).isGreaterThan(snapshot.version());

      device.beat(1, List.of(new RoundTrip(other.id(), 3.0, 0)), List.of());
      WatchEvent.LinkChanged link = stream.next("link", WatchEvent.LinkChanged.class);
      assertThat(link.link().roundTripsMs()).containsExactly(3.0);

      operator().delete(other.path(""), "If-Match", "*");
      assertThat(stream.next("removed", WatchEvent.DeviceRemoved.class).id()).isEqualTo(other.id());
    }
  }

  @Test
  void resumesWhereAFollowerLeftOff() throws IOException {
    TestDevice device = device();
    long left;
    try (Stream stream = watch(service(), null)) {
      stream.next("snapshot", WatchEvent.Snapshot.class);
      left = stream.id;
    }
    operator().patch(device.path(""), new DevicePatch(OperatorState.DRAINING), "If-Match", "*");

    try (Stream stream = watch(service(), Long.toString(left))) {
      assertThat(next(stream, device).device().operatorState()).isEqualTo(OperatorState.DRAINING);
    }
    try (Stream stream = watch(service(), "999999999999")) {
      stream.next("snapshot", WatchEvent.Snapshot.class);
    }
    try (Stream stream = watch(service(), "nonsense")) {
      stream.next("snapshot", WatchEvent.Snapshot.class);
    }
  }

  @Test
  void showsThatItLivesWhileNothingChanges() throws IOException {
    try (Stream stream = watch(caller(Role.VIEWER), null)) {
      assertThat(stream.comment()).isTrue();
    }
  }

  @Test
  void isForThoseWhoMayLook() {
    assertThat(device().calls().get("/v1/watch").problem()).isEqualTo("403 forbidden");
    assertThat(caller(Role.CLIENT).get("/v1/watch").problem()).isEqualTo("403 forbidden");
    assertThat(anonymous().get("/v1/watch").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void isWhatTheProtocolsFollowerFollows() {
    TestDevice device = device();
    TokenSource tokens = new TokenSource(base(), IntegrationTest::serviceKey, CLOCK);
    try (RegistryFollower follower = new RegistryFollower(base(), tokens)) {
      follower.start();
      await(() -> follower.news().devices().containsKey(device.id()));
      TestDevice other = device();
      await(() -> follower.news().devices().containsKey(other.id()));
      operator().delete(other.path(""), "If-Match", "*");
      await(() -> !follower.news().devices().containsKey(other.id()));
    }
  }

  private static WatchEvent.DeviceChanged next(Stream stream, TestDevice device)
      throws IOException {
    WatchEvent.DeviceChanged changed;
    do {
      changed = stream.next("device", WatchEvent.DeviceChanged.class);
    } while (!changed.device().id().equals(device.id()));
    return changed;
  }

  private Stream watch(Calls calls, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base().resolve("/v1/watch"))
            .header("Authorization", "Bearer " + calls.bearer());
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      var answer = calls.http().send(request.build(), BodyHandlers.ofInputStream());
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      return new Stream(
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Reads events as a simple client does. */
  private static final class Stream implements AutoCloseable {
    private final BufferedReader lines;
    private long id;

    Stream(BufferedReader lines) {
      this.lines = lines;
    }

    <T> T next(String name, Class<T> type) throws IOException {
      String event = "";
      while (true) {
        String line = line();
        if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
        } else if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ") && event.equals(name)) {
          return ProtocolJson.MAPPER.readValue(line.substring(6), type);
        }
      }
    }

    boolean comment() throws IOException {
      String line = line();
      while (!line.startsWith(":")) {
        line = line();
      }
      return true;
    }

    private String line() throws IOException {
      String line = lines.readLine();
      assertThat(line).as("the stream goes on").isNotNull();
      return line;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
