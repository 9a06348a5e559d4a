package org.meitheal.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import java.util.ArrayList;
import java.util.List;

/** A person with one tab; notes what the browser complains of. */
final class Visitor implements AutoCloseable {
  private static final int MOST_STOPS = 300;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visitor(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(complaints::add);
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.text() + " (" + message.location() + ")");
    }
  }

  Page page() {
    return page;
  }

  /** Errors and warnings on the console, and exceptions that nobody caught. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** By the link that is printed for people: the form sends itself. */
  void signIn(String key) {
    page.navigate("sign-in#key=" + key);
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  /** Waits until the page is that one, and says what stands there where it does not come. */
  void arriveAt(String url) {
    try {
      page.waitForURL(url);
    } catch (TimeoutError never) {
      String shown = page.locator("body").innerText();
      throw new AssertionError("at " + page.url() + ", not " + url + ": " + shown, never);
    }
  }

  /** Tabs on, at most once around the page, until that element has the focus. */
  void tabTo(String selector) {
    for (int i = 0; i < MOST_STOPS; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("what => document.activeElement.matches(what)", selector)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  /** Opens a page, and makes sure that it is that one. */
  void show(ShownPage shown) {
    Response answer = page.navigate(shown.path());
    assertThat(answer.status()).as(shown.name()).isEqualTo(shown.status());
    if (shown.status() != 200) {
      expect(shown.status());
    }
  }

  /** The browser complains of each answer that is a refusal; this one was to be. */
  void expect(int status) {
    complaints.removeIf(complaint -> complaint.contains("status of " + status));
  }

  /**
   * From now on pages do not change by themselves: what would bring news is never answered. What is
   * looked at step by step must stay the same meanwhile.
   */
  void holdStill() {
    context.route(url -> url.contains("/live") || url.contains("/parts"), held -> {});
  }

  @Override
  public void close() {
    context.close();
  }
}
