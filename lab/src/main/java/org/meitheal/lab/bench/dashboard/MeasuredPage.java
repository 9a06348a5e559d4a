package org.meitheal.lab.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The overview in a tab of somebody who is signed in. */
final class MeasuredPage {
  private static final Duration PAINT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Long tasks are those over 50 ms, as the browser itself reports them. */
  private static final String MEASURE =
      """
      window.measured = { tasks: [], updates: 0 };
      new PerformanceObserver(list => list.getEntries().forEach(
          entry => measured.tasks.push(entry.duration)))
        .observe({ type: 'longtask', buffered: true });
      addEventListener('DOMContentLoaded', () =>
        new MutationObserver(() => measured.updates++).observe(document.body,
          { subtree: true, childList: true, characterData: true, attributes: true }));
      """;

  private static final String FIRST_PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";
  private static final String BYTES =
      "performance.getEntriesByType('navigation')[0].decodedBodySize";
  private static final String ELEMENTS = "document.getElementsByTagName('*').length";

  /**
   * What a while of looking at it brought.
   *
   * @param longTasksMs each task over 50 ms, from the load on
   * @param updates how often its content changed
   */
  record Looked(List<Double> longTasksMs, int updates, long elements, long bytes) {}

  private final DevTools tab;
  private final URI page;

  /**
   * @param cookie of the session, {@code name=value}
   */
  MeasuredPage(DevTools tab, URI page, String cookie) throws IOException, InterruptedException {
    this.tab = tab;
    this.page = page;
    int equals = cookie.indexOf('=');
    tab.call("Page.enable", Map.of());
    tab.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", MEASURE));
    tab.call(
        "Network.setCookie",
        Map.of(
            "name", cookie.substring(0, equals),
            "value", cookie.substring(equals + 1),
            "url", page.toString()));
  }

  /** Loads it; the time from there to the first content, in milliseconds. */
  double firstPaintMs() throws IOException, InterruptedException {
    load();
    long end = System.nanoTime() + PAINT.toNanos();
    while (System.nanoTime() - end < 0) {
      double painted = tab.evaluate(FIRST_PAINT).asDouble();
      if (painted >= 0) {
        return painted;
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("nothing is painted after " + PAINT.toSeconds() + " s");
  }

  /** Loads it and looks at it. */
  Looked look(Duration time) throws IOException, InterruptedException {
    load();
    Thread.sleep(time);
    JsonNode measured = tab.evaluate("measured");
    List<Double> tasks = new ArrayList<>();
    measured.path("tasks").forEach(task -> tasks.add(task.asDouble()));
    return new Looked(
        tasks,
        measured.path("updates").asInt(),
        tab.evaluate(ELEMENTS).asLong(),
        tab.evaluate(BYTES).asLong());
  }

  /** Looks at nothing any more. */
  void leave() throws IOException, InterruptedException {
    tab.call("Page.navigate", Map.of("url", "about:blank"));
  }

  private void load() throws IOException, InterruptedException {
    JsonNode went = tab.call("Page.navigate", Map.of("url", page.toString()));
    if (went.has("errorText")) {
      throw new IOException("the page does not open: " + went.get("errorText").asString());
    }
  }
}
