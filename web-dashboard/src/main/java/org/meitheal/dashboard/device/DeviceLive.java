package org.meitheal.dashboard.device;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meitheal.dashboard.live.LiveSource;
import org.meitheal.dashboard.live.LiveText;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The pages of devices that somebody looks at, once for all who look at the same. A topic is a part
 * of the page, a dot and the device.
 */
@Component
class DeviceLive implements LiveSource {
  private static final List<String> PARTS =
      List.of("now", "models", "led", "decisions", "links", "events");

  private final DevicePages pages;
  private final ITemplateEngine templates;

  DeviceLive(DevicePages pages, ITemplateEngine templates) {
    this.pages = pages;
    this.templates = templates;
  }

  /** Of a device's page, by commas. */
  static String topics(String device) {
    return PARTS.stream().map(part -> part + "." + device).collect(Collectors.joining(","));
  }

  @Override
  public Map<String, LiveText> now(Set<String> topics) {
    Map<String, LiveText> texts = new HashMap<>();
    Map<String, Optional<DevicePage>> found = new HashMap<>();
    for (String topic : topics) {
      int dot = topic.indexOf('.');
      if (dot > 0 && PARTS.contains(topic.substring(0, dot))) {
        found
            .computeIfAbsent(topic.substring(dot + 1), pages::find)
            .ifPresent(page -> texts.put(topic, html(topic.substring(0, dot), page)));
      }
    }
    return texts;
  }

  private LiveText html(String part, DevicePage page) {
    Context context = new Context(Locale.ROOT, Map.of("page", page));
    return new LiveText.Html(templates.process("fragments/device", Set.of(part), context));
  }
}
