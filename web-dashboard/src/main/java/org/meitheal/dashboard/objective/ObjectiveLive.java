package org.meitheal.dashboard.objective;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.live.LiveSource;
import org.meitheal.dashboard.live.LiveText;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The list, and the objectives that somebody looks at. A topic is a part of the page, and for one
 * objective a dot and its name. How old it all is stands by itself: it changes twice a second, the
 * rest when the scheduler was asked again.
 */
@Component
class ObjectiveLive implements LiveSource {
  static final String LIST = "objectives";
  static final String AGE = "evaluated";
  private static final List<String> PARTS = List.of("standing", "burns");

  private final Objectives objectives;
  private final InstantSource clock;
  private final ITemplateEngine templates;

  ObjectiveLive(Objectives objectives, InstantSource clock, ITemplateEngine templates) {
    this.objectives = objectives;
    this.clock = clock;
    this.templates = templates;
  }

  @Override
  public Map<String, LiveText> now(Set<String> topics) {
    Map<String, LiveText> texts = new HashMap<>();
    Objectives.Heard heard = objectives.heard();
    for (String topic : topics) {
      int dot = topic.indexOf('.');
      LiveText text =
          dot < 0
              ? ofAll(topic, heard)
              : ofOne(topic.substring(0, dot), topic.substring(dot + 1), heard);
      if (text != null) {
        texts.put(topic, text);
      }
    }
    return texts;
  }

  private @Nullable LiveText ofAll(String topic, Objectives.Heard heard) {
    return switch (topic) {
      case AGE -> age(heard, heard.worstFirst());
      case LIST -> html("list", "list", ObjectiveList.of(heard, clock.instant()));
      default -> null;
    };
  }

  private @Nullable LiveText ofOne(String part, String name, Objectives.Heard heard) {
    if (!part.equals(AGE) && !PARTS.contains(part)) {
      return null;
    }
    ObjectiveView view = heard.find(name).orElse(null);
    if (view == null) {
      return part.equals("standing") && heard.answered() ? html("gone", "name", name) : null;
    }
    return part.equals(AGE)
        ? age(heard, List.of(view))
        : html(part, "card", ObjectiveCard.of(view));
  }

  private LiveText age(Objectives.Heard heard, List<ObjectiveView> shown) {
    return html(AGE, "freshness", Freshness.of(heard, shown, clock.instant()));
  }

  private LiveText html(String fragment, String variable, Object value) {
    Context context = new Context(Locale.ROOT, Map.of(variable, value));
    return new LiveText.Html(templates.process("fragments/objective", Set.of(fragment), context));
  }
}
