package org.meitheal.dashboard.decision;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.sse.ListenedStream;
import org.meitheal.protocol.sse.ServerSentEvent;
import org.meitheal.protocol.sse.ServerSentEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the scheduler's {@code GET /v1/decisions/watch} from {@link #start} to {@link #close}.
 * The watch begins with the newest decisions, so that a lost connection needs no resume point. Five
 * seconds of silence count as one.
 */
final class DecisionFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionFollower.class);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final int MOST_EVENT_BYTES = 4 << 20;
  private static final String WATCH =
      "/v1/decisions/watch?candidates=chosen&recent=" + NewestDecisions.MOST;

  private final HttpClient http = HttpClients.shared();
  private final URI scheduler;
  private final TokenSource tokens;
  private final NewestDecisions newest;
  private final Thread thread = Thread.ofVirtual().name("decision-follower").unstarted(this::run);
  private volatile boolean closed;
  private volatile boolean connected;
  private volatile boolean everConnected;
  private volatile long heardNanos;
  private volatile @Nullable ListenedStream open;
  private int failures;

  DecisionFollower(URI scheduler, TokenSource tokens, NewestDecisions newest) {
    this.scheduler = scheduler;
    this.tokens = tokens;
    this.newest = newest;
  }

  void start() {
    thread.start();
  }

  boolean isConnected() {
    return connected;
  }

  /** How long ago the scheduler was last heard of; none if never. */
  @Nullable Duration age() {
    return everConnected ? Duration.ofNanos(System.nanoTime() - heardNanos) : null;
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
      } catch (IOException | RuntimeException lost) {
        sayOnce(lost);
      }
      connected = false;
      failures++;
      pause();
    }
  }

  /** A scheduler that is away is tried every three seconds, but need not be in the log as often. */
  private void sayOnce(Exception lost) {
    if (!closed && failures == 0) {
      LOG.warn("The scheduler's watch is lost, following again: {}", lost.getMessage());
    }
  }

  private void pause() {
    long longest = Math.min(LONGEST_PAUSE.toNanos(), 100_000_000L << Math.min(failures, 5));
    if (!closed) {
      LockSupport.parkNanos(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
    }
  }

  private void follow() throws IOException {
    HttpResponse<InputStream> answer = connect();
    try (ListenedStream body =
        new ListenedStream(answer.body(), SILENCE, System::nanoTime, this::heard)) {
      open = body;
      if (answer.statusCode() == 401) {
        tokens.invalidate();
      }
      if (answer.statusCode() != 200) {
        throw new RemoteStatusException(answer.uri(), answer.statusCode());
      }
      heard();
      everConnected = true;
      connected = true;
      read(new ServerSentEvents(body, MOST_EVENT_BYTES));
    } finally {
      open = null;
    }
  }

  private void heard() {
    heardNanos = System.nanoTime();
  }

  private HttpResponse<InputStream> connect() throws IOException {
    HttpRequest request =
        JsonCalls.request(scheduler, WATCH)
            .header("Authorization", "Bearer " + tokens.token())
            .header("Accept", "text/event-stream")
            .GET()
            .build();
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException interrupted) {
      throw new IOException("interrupted", interrupted);
    }
  }

  private void read(ServerSentEvents events) throws IOException {
    ServerSentEvent event;
    while (!closed && (event = events.next()) != null) {
      failures = 0;
      if (event.event().equals("decision")) {
        newest.put(ProtocolJson.MAPPER.readValue(event.data(), DecisionView.class));
      }
    }
    if (!closed) {
      throw new IOException("the scheduler ended the watch");
    }
  }
}
