package org.meitheal.dashboard.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Browsers that look now; each is served by a thread of its own, so that none waits for another.
 */
@Component
class LiveClients {
  static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(LiveClients.class);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

  private final LiveFeed feed;
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closing;

  LiveClients(LiveFeed feed) {
    this.feed = feed;
  }

  int count() {
    return count.get();
  }

  /**
   * Serves until the browser goes away, the session is over or the service stops.
   *
   * @return false when there are too many already
   */
  boolean serve(SseEmitter emitter, BooleanSupplier isOver) {
    if (count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      return false;
    }
    Thread.ofVirtual().name("live").start(() -> run(emitter, isOver));
    return true;
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  private void run(SseEmitter emitter, BooleanSupplier isOver) {
    try {
      long seen = 0;
      while (!closing && !isOver.getAsBoolean()) {
        Frame frame = feed.after(seen, LONGEST_SILENCE);
        send(emitter, frame, seen);
        seen = Math.max(seen, frame.number());
      }
      emitter.complete();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("A browser went away");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      count.decrementAndGet();
    }
  }

  private static void send(SseEmitter emitter, Frame frame, long seen) throws IOException {
    if (frame.number() <= seen) {
      emitter.send(SseEmitter.event().comment("still here"));
      return;
    }
    for (Map.Entry<String, Frame.Fragment> entry : frame.fragments().entrySet()) {
      if (entry.getValue().changedIn() > seen) {
        emitter.send(SseEmitter.event().name(entry.getKey()).data(entry.getValue().html()));
      }
    }
  }
}
