package org.meitheal.protocol.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.Await;
import org.meitheal.protocol.FakeServer;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.json.ProtocolJson;

class RegistryFollowerTests {
  private static final WatchEvent SNAPSHOT =
      new WatchEvent.Snapshot(4, List.of(Views.device("cam-1", 0L, 5)), List.of());

  private final Queue<String> resumedAt = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger tokens = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Script script = (_, _) -> {};
  private final FakeServer registry =
      new FakeServer()
          .on(
              "/v1/tokens",
              exchange ->
                  FakeServer.json(
                      exchange, 200, new TokenAnswer("t" + tokens.incrementAndGet(), 600_000)))
          .on("/v1/watch", this::watch);
  private final RegistryFollower follower =
      new RegistryFollower(
          HttpClients.shared(),
          registry.uri(),
          new TokenSource(registry.uri(), () -> "mk", InstantSource.system()),
          Duration.ofMillis(300),
          System::nanoTime);

  private interface Script {
    void run(int connection, OutputStream out) throws Exception;
  }

  private void watch(HttpExchange exchange) throws IOException {
    String lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    resumedAt.add(lastId == null ? "start" : lastId);
    if (exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer refused")) {
      FakeServer.json(exchange, 401, "{}");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try {
      script.run(connections.incrementAndGet(), exchange.getResponseBody());
    } catch (Exception ended) {
      throw new IOException(ended);
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    follower.close();
    registry.close();
  }

  @Test
  void knowsTheFleetAfterTheFirstSnapshot() {
    Queue<WatchEvent> heard = new ConcurrentLinkedQueue<>();
    script =
        (_, out) -> {
          send(out, SNAPSHOT);
          send(out, new WatchEvent.DeviceChanged(5, Views.device("cam-2", 0L, 0)));
          send(out, "event: of-the-future\nid: 6\ndata: {}\n\n");
          end.await(5, TimeUnit.SECONDS);
        };
    follower.addListener(event -> {
      throw new IllegalStateException("a broken listener must not matter");
    });
    follower.addListener(heard::add);
    assertThat(follower.hasNews()).isFalse();
    assertThat(follower.news().version()).isZero();

    follower.start();

    Await.until("both devices", () -> follower.news().devices().size() == 2);
    assertThat(follower.hasNews()).isTrue();
    assertThat(follower.isConnected()).isTrue();
    Await.until("listener", () -> heard.size() == 2);
    assertThat(heard).first().isEqualTo(SNAPSHOT);
  }

  @Test
  void resumesWhereItLeftOff() {
    script =
        (connection, out) -> {
          if (connection == 1) {
            send(out, SNAPSHOT);
          } else {
            send(out, new WatchEvent.DeviceRemoved(5, "cam-1"));
            end.await(5, TimeUnit.SECONDS);
          }
        };

    follower.start();

    Await.until("second connection", () -> follower.news().version() == 5);
    assertThat(resumedAt).containsExactly("start", "4");
    assertThat(follower.news().devices()).isEmpty();
  }

  @Test
  void takesSilenceForALostConnection() {
    script =
        (connection, out) -> {
          send(out, SNAPSHOT);
          if (connection > 1) {
            send(out, new WatchEvent.DeviceRemoved(5, "cam-1"));
          }
          end.await(5, TimeUnit.SECONDS);
        };

    follower.start();

    Await.until("second connection", () -> follower.news().version() == 5);
    assertThat(connections.get()).isGreaterThan(1);
  }

  @Test
  void commentsKeepItAlive() {
    script =
        (_, out) -> {
          send(out, SNAPSHOT);
          while (!end.await(50, TimeUnit.MILLISECONDS)) {
            send(out, ":\n\n");
          }
        };

    follower.start();
    Await.until("snapshot", follower::hasNews);
    long until = System.nanoTime() + Duration.ofMillis(900).toNanos();
    Await.until("three times the silence", () -> System.nanoTime() > until);

    assertThat(connections).hasValue(1);
    assertThat(follower.news().age()).isLessThan(Duration.ofMillis(500));
  }

  @Test
  void startsOverAfterAMalformedEvent() {
    script =
        (connection, out) -> {
          send(out, SNAPSHOT);
          if (connection == 1) {
            send(out, "event: device\nid: 5\ndata: {\"version\":5}\n\n");
          }
          end.await(5, TimeUnit.SECONDS);
        };

    follower.start();

    Await.until("second connection", () -> connections.get() == 2);
    assertThat(resumedAt).containsExactly("start", "start");
  }

  @Test
  void closesAtOnce() throws Exception {
    script =
        (_, out) -> {
          send(out, SNAPSHOT);
          end.await(5, TimeUnit.SECONDS);
        };
    follower.start();
    Await.until("snapshot", follower::hasNews);

    follower.close();

    Await.until("no connection", () -> !follower.isConnected());
  }

  private static void send(OutputStream out, WatchEvent event) throws IOException {
    send(
        out,
        "id: %d\nevent: %s\ndata: %s\n\n"
            .formatted(
                event.version(),
                WatchEvents.name(event),
                ProtocolJson.MAPPER.writeValueAsString(event)));
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }
}
