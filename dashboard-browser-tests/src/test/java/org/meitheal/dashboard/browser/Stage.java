package org.meitheal.dashboard.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.ShownDashboard;

/** One dashboard and one browser, for all tests. */
final class Stage implements AutoCloseable {
  /** Generous, since nothing is measured here. */
  static final double PATIENCE_MS = 60_000;

  private final ShownDashboard dashboard;
  private final CutableLine line;
  private final Playwright playwright;
  private final Browser browser;
  private final Map<String, String> sessions = new HashMap<>();

  Stage(Path program) throws IOException {
    dashboard =
        new ShownDashboard(
            false,
            "--server.port=0",
            "--spring.main.banner-mode=off",
            "--logging.level.root=error");
    awaitSignIn();
    line = new CutableLine(dashboard.address().getPort());
    playwright = Playwright.create();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /**
   * The first sign-in loads classes on both sides of calls that a dashboard gives up after seconds;
   * a busy machine takes longer, and what is tested is not how long.
   */
  private void awaitSignIn() throws IOException {
    HttpRequest form =
        HttpRequest.newBuilder(dashboard.address().resolve("sign-in"))
            .timeout(Duration.ofMillis((long) PATIENCE_MS))
            .header("Origin", "http://" + dashboard.address().getAuthority())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("key=" + dashboard.viewerKey()))
            .build();
    long end = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status;
      do {
        status = http.send(form, BodyHandlers.discarding()).statusCode();
      } while (status == 503 && System.nanoTime() - end < 0);
      if (status != 302) {
        throw new IOException("signing in was answered " + status);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  ShownDashboard dashboard() {
    return dashboard;
  }

  /** Between the browser and the dashboard. */
  CutableLine line() {
    return line;
  }

  /** The dashboard at the other end of the line. */
  URI address() {
    return URI.create("http://127.0.0.1:%d/dashboard/".formatted(line.port()));
  }

  /** Somebody who has never been here. */
  Visitor stranger(int width) {
    return visitor(width, null);
  }

  /** Somebody who is signed in already, in a session that others share: nobody may sign out. */
  Visitor signedIn(int width, String key) {
    return visitor(width, sessions.computeIfAbsent(key, this::signIn));
  }

  private String signIn(String key) {
    try (Visitor visitor = stranger(1280)) {
      visitor.signIn(key);
      return visitor.page().context().storageState();
    }
  }

  private Visitor visitor(int width, @Nullable String session) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address().toString())
                .setStorageState(session)
                .setViewportSize(width, 1080)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(PATIENCE_MS);
    return new Visitor(context);
  }

  @Override
  public void close() {
    playwright.close();
    line.close();
    dashboard.close();
  }
}
