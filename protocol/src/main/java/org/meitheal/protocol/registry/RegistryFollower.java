package org.meitheal.protocol.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.sse.ListenedStream;
import org.meitheal.protocol.sse.ServerSentEvent;
import org.meitheal.protocol.sse.ServerSentEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Follows the registry's watch from {@link #start} to {@link #close}: keeps the newest state and
 * tells listeners of each change. Reconnects where it left off; five seconds of silence count as a
 * lost connection. While the registry is away the last state goes on, and its age says so.
 */
public final class RegistryFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RegistryFollower.class);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final long MIN_BACK_OFF_MS = 100;
  private static final long MAX_BACK_OFF_MS = 3_000;
  private static final String WATCH = "/v1/watch";
  private static final int MAX_EVENT_BYTES = 64 << 20;

  private final HttpClient http;
  private final URI registry;
  private final String watch;
  private final TokenSource tokens;
  private final Duration silence;
  private final LongSupplier nanoTime;
  private final FleetState state;
  private final List<Consumer<WatchEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().name("registry-follower").unstarted(this::run);
  private volatile boolean closed;
  private volatile boolean connected;
  private volatile boolean hasNews;
  private volatile @Nullable ListenedStream open;
  private @Nullable String lastEventId;
  private long backOffMs = MIN_BACK_OFF_MS;

  public RegistryFollower(URI registry, TokenSource tokens) {
    this(HttpClients.shared(), registry, tokens);
  }

  /**
   * For those who show devices to people: without what each segment takes, which plans are made
   * with.
   *
   * @param devicesPerSecond so many changes of devices are wanted at most, the newest of each
   * @param linksPerSecond the same of links
   */
  public RegistryFollower(
      URI registry, TokenSource tokens, int devicesPerSecond, int linksPerSecond) {
    this(
        HttpClients.shared(),
        registry,
        tokens,
        SILENCE,
        System::nanoTime,
        WATCH
            + "?segments=false&devices_per_second=%d&links_per_second=%d"
                .formatted(devicesPerSecond, linksPerSecond));
  }

  public RegistryFollower(HttpClient http, URI registry, TokenSource tokens) {
    this(http, registry, tokens, SILENCE, System::nanoTime);
  }

  RegistryFollower(
      HttpClient http, URI registry, TokenSource tokens, Duration silence, LongSupplier nanoTime) {
    this(http, registry, tokens, silence, nanoTime, WATCH);
  }

  private RegistryFollower(
      HttpClient http,
      URI registry,
      TokenSource tokens,
      Duration silence,
      LongSupplier nanoTime,
      String watch) {
    this.watch = watch;
    this.http = http;
    this.registry = registry;
    this.tokens = tokens;
    this.silence = silence;
    this.nanoTime = nanoTime;
    this.state = new FleetState(nanoTime);
  }

  /** Told of each change after it was taken in, on the follower's thread: be quick. */
  public void addListener(Consumer<WatchEvent> listener) {
    listeners.add(listener);
  }

  /** Once. Does not wait for the first snapshot. */
  public void start() {
    thread.start();
  }

  /** Whether a first snapshot came in. */
  public boolean hasNews() {
    return hasNews;
  }

  /** Whether the registry is being heard now. */
  public boolean isConnected() {
    return connected;
  }

  /** How long ago the registry was last heard of, be it by a comment. */
  public Duration age() {
    return state.age();
  }

  /** What is known now; empty with version 0 before the first snapshot. */
  public FleetNews news() {
    return state.news();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    ListenedStream reading = open;
    if (reading != null) {
      reading.breakOff();
    }
  }

  private void run() {
    while (!closed) {
      try {
        follow();
      } catch (IOException | TokenUnavailableException lost) {
        if (!closed) {
          log.atWarn()
              .addKeyValue("registry", registry)
              .addKeyValue("reason", String.valueOf(lost.getMessage()))
              .log("lost the registry's watch; following again");
        }
      } catch (JacksonException malformed) {
        lastEventId = null;
        log.atWarn()
            .addKeyValue("reason", malformed.getOriginalMessage())
            .log("an event of the registry's watch is malformed; starting over");
      }
      connected = false;
      pause();
    }
  }

  /** Doubling, with jitter so that followers of a restarted registry do not come all at once. */
  private void pause() {
    if (closed) {
      return;
    }
    long ms = backOffMs / 2 + ThreadLocalRandom.current().nextLong(backOffMs / 2 + 1);
    backOffMs = Math.min(MAX_BACK_OFF_MS, backOffMs * 2);
    LockSupport.parkNanos(ms * 1_000_000);
  }

  private void follow() throws IOException {
    HttpResponse<InputStream> answer = connect();
    try (ListenedStream body = new ListenedStream(answer.body(), silence, nanoTime, state::heard)) {
      open = body;
      if (closed) {
        return;
      }
      if (answer.statusCode() == 401) {
        tokens.invalidate();
      }
      if (answer.statusCode() != 200) {
        throw new RemoteStatusException(answer.uri(), answer.statusCode());
      }
      read(new ServerSentEvents(body, MAX_EVENT_BYTES));
    } finally {
      open = null;
    }
  }

  private HttpResponse<InputStream> connect() throws IOException {
    HttpRequest.Builder request =
        JsonCalls.request(registry, watch)
            .header("Authorization", "Bearer " + tokens.token())
            .header("Accept", "text/event-stream")
            .GET();
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException interrupted) {
      throw new IOException("interrupted", interrupted);
    }
  }

  private void read(ServerSentEvents events) throws IOException {
    ServerSentEvent event;
    while (!closed && (event = events.next()) != null) {
      WatchEvent change = WatchEvents.parse(event);
      if (change != null) {
        take(change);
      }
      lastEventId = event.id().isEmpty() ? lastEventId : event.id();
    }
    if (!closed) {
      throw new IOException("the registry ended the watch");
    }
  }

  private void take(WatchEvent change) {
    state.apply(change);
    connected = true;
    backOffMs = MIN_BACK_OFF_MS;
    hasNews |= change instanceof WatchEvent.Snapshot;
    for (Consumer<WatchEvent> listener : listeners) {
      try {
        listener.accept(change);
      } catch (RuntimeException broken) {
        log.error("a listener of the registry's watch failed", broken);
      }
    }
  }
}
