package org.meitheal.dashboard.model;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meitheal.dashboard.live.LiveSource;
import org.meitheal.dashboard.live.LiveText;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The page of models, as it changes. */
@Component
class ModelLive implements LiveSource {
  private static final String TOPIC = "models";

  private final Models models;
  private final RegistryFollower registry;
  private final ITemplateEngine templates;

  ModelLive(Models models, RegistryFollower registry, ITemplateEngine templates) {
    this.models = models;
    this.registry = registry;
    this.templates = templates;
  }

  @Override
  public Map<String, LiveText> now(Set<String> topics) {
    if (!topics.contains(TOPIC)) {
      return Map.of();
    }
    Context context =
        new Context(
            Locale.ROOT,
            Map.of(
                "cards",
                ModelCards.of(models, registry.news()),
                "listed",
                models.listed() != null));
    return Map.of(TOPIC, new LiveText.Html(templates.process("fragments/models", context)));
  }
}
