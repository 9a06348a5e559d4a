package org.meitheal.dashboard.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Browsers that look now; each is served by its request's own thread, so that none waits for
 * another.
 */
@Component
class LiveClients {
  static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(LiveClients.class);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);
  private static final byte[] STILL_HERE = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final LiveFeed feed;
  private final Semaphore places = new Semaphore(MOST);
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  LiveClients(LiveFeed feed) {
    this.feed = feed;
  }

  /** A browser with a page open; each is one of its own, whatever it wants. */
  static final class Client implements AutoCloseable {
    private final LiveClients among;
    private final Set<String> topics;

    private Client(LiveClients among, Set<String> topics) {
      this.among = among;
      this.topics = Set.copyOf(topics);
    }

    /** Serves until the browser goes away, the session is over or the service stops. */
    void serve(OutputStream out, BooleanSupplier isOver) throws InterruptedException {
      try {
        among.serve(this, out, isOver);
      } catch (IOException gone) {
        LOG.debug("A browser went away");
      }
    }

    @Override
    public void close() {
      among.leave(this);
    }
  }

  /** All topics that somebody looks at. */
  Set<String> topics() {
    Set<String> all = new HashSet<>();
    clients.forEach(client -> all.addAll(client.topics));
    return all;
  }

  int count() {
    return clients.size();
  }

  /** None when there are too many already. */
  @Nullable Client enter(Set<String> topics) {
    if (!places.tryAcquire()) {
      return null;
    }
    Client client = new Client(this, topics);
    clients.add(client);
    return client;
  }

  private void leave(Client client) {
    if (clients.remove(client)) {
      places.release();
    }
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  /** Begins with the next frame: the newest may be old, of when somebody looked last. */
  private void serve(Client client, OutputStream out, BooleanSupplier isOver)
      throws IOException, InterruptedException {
    out.write(STILL_HERE);
    out.flush();
    long from = feed.number();
    long seen = 0;
    while (!closing && !isOver.getAsBoolean()) {
      Frame frame = feed.after(Math.max(from, seen), LONGEST_SILENCE);
      boolean isNews = frame.number() > Math.max(from, seen);
      byte[] events = isNews ? frame.since(seen, client.topics) : STILL_HERE;
      out.write(events.length == 0 ? STILL_HERE : events);
      out.flush();
      seen = isNews ? frame.number() : seen;
    }
  }
}
