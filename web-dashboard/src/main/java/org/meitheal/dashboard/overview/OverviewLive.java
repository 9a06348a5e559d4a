package org.meitheal.dashboard.overview;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meitheal.dashboard.fleet.Wall;
import org.meitheal.dashboard.fleet.WallCell;
import org.meitheal.dashboard.live.LiveSource;
import org.meitheal.dashboard.live.LiveText;
import org.meitheal.dashboard.source.Sources;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The first page's fragments, and what several pages show: devices in short, and the services. */
@Component
class OverviewLive implements LiveSource {
  private static final String SOURCES = "sources";
  private static final String CELLS = "cells";
  private static final List<String> FRAGMENTS =
      List.of("status", "problems", "groups", "decisions", "events");

  private final Overviews overviews;
  private final Sources sources;
  private final ITemplateEngine templates;

  OverviewLive(Overviews overviews, Sources sources, ITemplateEngine templates) {
    this.overviews = overviews;
    this.sources = sources;
    this.templates = templates;
  }

  @Override
  public Map<String, LiveText> now(Set<String> topics) {
    Map<String, LiveText> texts = new HashMap<>();
    List<String> fragments = FRAGMENTS.stream().filter(topics::contains).toList();
    Overview overview = fragments.isEmpty() ? null : overviews.now();
    if (overview != null) {
      fragments.forEach(name -> texts.put(name, html(name, "overview", overview)));
    }
    if (topics.contains(SOURCES)) {
      texts.put(SOURCES, html(SOURCES, SOURCES, sources.all()));
    }
    if (topics.contains(CELLS)) {
      texts.put(CELLS, lines(overview == null ? overviews.wall() : overview.wall()));
    }
    return texts;
  }

  private LiveText html(String fragment, String variable, Object value) {
    Context context = new Context(Locale.ROOT, Map.of(variable, value));
    return new LiveText.Html(templates.process("fragments/" + fragment, context));
  }

  private static LiveText lines(Wall wall) {
    Map<String, String> json = HashMap.newHashMap(wall.cells().size());
    for (WallCell cell : wall.cells()) {
      json.put(cell.id(), ProtocolJson.MAPPER.writeValueAsString(cell));
    }
    return new LiveText.Lines(json);
  }
}
