package org.meitheal.dashboard.lab;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meitheal.dashboard.live.LiveSource;
import org.meitheal.dashboard.live.LiveText;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The lab's page as it changes. What an operator can do depends on the state of a worker, so those
 * parts are there twice, with and without; what is done is guarded where it is done.
 */
@WhereALabRuns
@Component
class LabLive implements LiveSource {
  private static final String SOURCE = "lab-source";
  private static final String PREFIX = "lab-";
  private static final String OPERATED = "-operated";
  private static final List<String> PARTS =
      List.of("note", "links", "directions", "media", "workers", "load", "changes");

  private final LabWatch watch;
  private final ITemplateEngine templates;
  private final InstantSource clock;
  private LabNews last = LabNews.NONE;
  private LabPage page = LabPage.of(last);
  private final Map<String, LiveText> made = new HashMap<>();

  LabLive(LabWatch watch, ITemplateEngine templates, InstantSource clock) {
    this.watch = watch;
    this.templates = templates;
    this.clock = clock;
  }

  /** Of the page, by commas. */
  static String topics(boolean operates) {
    String suffix = operates ? OPERATED : "";
    return "lab-source,lab-note,lab-links,lab-directions,lab-media,lab-changes,lab-workers%s,lab-load%s"
        .formatted(suffix, suffix);
  }

  @Override
  public Map<String, LiveText> now(Set<String> topics) {
    List<String> mine = topics.stream().filter(topic -> topic.startsWith(PREFIX)).toList();
    return mine.isEmpty() ? Map.of() : now(mine, watch.watched());
  }

  /** There is news once a second, and a frame twice. */
  private synchronized Map<String, LiveText> now(List<String> topics, LabNews news) {
    if (!news.equals(last)) {
      last = news;
      page = LabPage.of(news);
      made.clear();
    }
    Map<String, LiveText> texts = new HashMap<>();
    for (String topic : topics) {
      if (topic.equals(SOURCE)) {
        Object sources = List.of(news.source(clock.instant()));
        texts.put(topic, html("fragments/sources", Set.of(), Map.of("sources", sources)));
      } else if (PARTS.contains(part(topic))) {
        texts.put(topic, made.computeIfAbsent(topic, this::html));
      }
    }
    return texts;
  }

  private static String part(String topic) {
    String part = topic.substring(PREFIX.length());
    return part.endsWith(OPERATED) ? part.substring(0, part.length() - OPERATED.length()) : part;
  }

  private LiveText html(String topic) {
    Map<String, Object> variables = Map.of("page", page, "operates", topic.endsWith(OPERATED));
    return html("fragments/lab", Set.of(part(topic)), variables);
  }

  private LiveText html(String template, Set<String> part, Map<String, Object> variables) {
    Context context = new Context(Locale.ROOT, variables);
    return new LiveText.Html(templates.process(template, part, context));
  }
}
