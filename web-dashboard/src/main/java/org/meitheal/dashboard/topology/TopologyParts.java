package org.meitheal.dashboard.topology;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * The parts of the page that change, rendered once for all who look at the same within two seconds:
 * many open pages of a large fleet cost hardly more than one.
 */
@Component
class TopologyParts {
  private static final Duration SHARED = Duration.ofSeconds(2);
  private static final int KEPT = 32;

  private final ITemplateEngine templates;
  private final Map<Asked, Rendered> rendered = new LinkedHashMap<>();

  TopologyParts(ITemplateEngine templates) {
    this.templates = templates;
  }

  private record Asked(@Nullable String from, @Nullable String to) {}

  private record Rendered(String html, long nanos) {}

  /** One renders while others wait for it, which is cheaper than all of them doing it. */
  synchronized String html(
      @Nullable String from,
      @Nullable String to,
      Supplier<TopologyView> view,
      HttpServletRequest request,
      HttpServletResponse response) {
    Asked asked = new Asked(from, to);
    Rendered known = rendered.get(asked);
    if (known != null && System.nanoTime() - known.nanos < SHARED.toNanos()) {
      return known.html;
    }
    String html = render(view.get(), request, response);
    rendered.remove(asked);
    rendered.put(asked, new Rendered(html, System.nanoTime()));
    if (rendered.size() > KEPT) {
      rendered.remove(rendered.keySet().iterator().next());
    }
    return html;
  }

  private String render(
      TopologyView view, HttpServletRequest request, HttpServletResponse response) {
    var exchange =
        JakartaServletWebApplication.buildApplication(request.getServletContext())
            .buildExchange(request, response);
    return templates.process(
        "fragments/topology", new WebContext(exchange, Locale.ROOT, Map.of("view", view)));
  }
}
