package org.meitheal.dashboard.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks axe-core what people with assistive technology would stumble over. */
final class Axe {
  /** Everything that it knows of WCAG 2.2 up to AA, and what it holds to be good practice. */
  private static final String ASK =
      """
      async () => {
        const found = await axe.run(document, {
          resultTypes: ['violations'],
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return found.violations.flatMap(rule => rule.nodes.map(node =>
          `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.html.slice(0, 200)}: `
          + node.any.concat(node.all, node.none).map(check => check.message).join('; ')));
      }
      """;

  private static final String SCRIPT = read("/axe.min.js");

  private Axe() {}

  /** One line for each violation. The script stays in the page until the next one is opened. */
  static List<String> violations(Page page) {
    if (!(boolean) page.evaluate("() => 'axe' in window")) {
      page.evaluate(SCRIPT);
    }
    return ((List<?>) page.evaluate(ASK)).stream().map(String::valueOf).toList();
  }

  private static String read(String resource) {
    try (InputStream in = Axe.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
