package org.meitheal.dashboard.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.meitheal.dashboard.overview.Overviews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Renders a frame every half second while anyone looks. */
@Component
class FrameRenderer implements InitializingBean, DisposableBean {
  static final Duration PERIOD = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(FrameRenderer.class);
  private static final List<String> FRAGMENTS =
      List.of("status", "devices", "links", "decisions", "events");

  private final Overviews overviews;
  private final ITemplateEngine templates;
  private final LiveFeed feed;
  private final LiveClients clients;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("renderer").daemon().factory());

  FrameRenderer(
      Overviews overviews, ITemplateEngine templates, LiveFeed feed, LiveClients clients) {
    this.overviews = overviews;
    this.templates = templates;
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
    if (clients.count() == 0) {
      return;
    }
    try {
      feed.publish(render());
    } catch (RuntimeException e) {
      LOG.error("A frame could not be rendered", e);
    }
  }

  private Map<String, String> render() {
    Context context = new Context(Locale.ROOT, Map.of("overview", overviews.now()));
    Map<String, String> html = new LinkedHashMap<>();
    for (String fragment : FRAGMENTS) {
      html.put(fragment, templates.process("fragments/" + fragment, context));
    }
    return html;
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
