package org.meitheal.dashboard.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Makes a frame every second while anyone looks, once for all who do. */
@Component
class FrameRenderer implements InitializingBean, DisposableBean {
  static final Duration PERIOD = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(FrameRenderer.class);

  private final List<LiveSource> sources;
  private final LiveFeed feed;
  private final LiveClients clients;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("renderer").daemon().factory());

  FrameRenderer(List<LiveSource> sources, LiveFeed feed, LiveClients clients) {
    this.sources = List.copyOf(sources);
    this.feed = feed;
    this.clients = clients;
  }

  @Override
  public void afterPropertiesSet() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::renderIfWatched, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void renderIfWatched() {
    Set<String> topics = clients.topics();
    if (topics.isEmpty()) {
      return;
    }
    Map<String, LiveText> texts = new HashMap<>();
    sources.forEach(source -> texts.putAll(ask(source, topics)));
    feed.publish(texts);
  }

  /** One that fails keeps the others' news from nobody. */
  private static Map<String, LiveText> ask(LiveSource source, Set<String> topics) {
    try {
      return source.now(topics);
    } catch (RuntimeException e) {
      LOG.error("A part of a frame could not be made", e);
      return Map.of();
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
