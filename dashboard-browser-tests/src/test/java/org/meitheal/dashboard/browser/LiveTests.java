package org.meitheal.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.ShownDashboard;

/** Pages go on by themselves, and say so when they cannot. */
@InBrowser
class LiveTests {
  private static final int WIDTH = 1920;

  private final Stage stage;
  private final ShownDashboard dashboard;

  LiveTests(Stage stage) {
    this.stage = stage;
    this.dashboard = stage.dashboard();
  }

  @AfterEach
  void mend() {
    stage.line().mend();
    dashboard.away(false);
  }

  @Test
  void showsWhatIsNewAndKeepsTheFocus() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("");
      Locator first = page.locator("a[href='decisions/" + dashboard.decide() + "']");
      first.focus();
      String id = dashboard.decide();

      assertThat(page.locator("a[href='decisions/" + id + "']")).isVisible();
      assertThat(first).isFocused();
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void saysThatItIsCutOffAndGoesOnAfterwards() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("");
      String before = dashboard.decide();
      assertThat(page.locator("a[href='decisions/" + before + "']")).isVisible();
      assertThat(page.locator("#cut-off")).isHidden();

      stage.line().cut();
      assertThat(page.locator("#cut-off")).isVisible();
      String meanwhile = dashboard.decide();
      stage.line().mend();
      assertThat(page.locator("a[href='decisions/" + meanwhile + "']"))
          .isVisible(new IsVisibleOptions().setTimeout(3 * Stage.PATIENCE_MS));
      assertThat(page.locator("#cut-off")).isHidden();
    }
  }

  @Test
  void isForEverybodyWhileItIsCutOff() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      visitor.holdStill();
      page.clock().install();
      page.navigate("");
      page.clock().fastForward(10_000);
      assertThat(page.locator("#cut-off")).isVisible();
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat(Axe.violations(page)).as("cut off, %s", scheme).isEmpty();
      }
    }
  }

  @Test
  void saysThatTheServicesAreSilent() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("");
      assertThat(page.locator(".source.live")).hasCount(2);

      dashboard.away(true);
      assertThat(page.locator(".source.stale")).hasCount(2);
      assertThat(Axe.violations(page)).isEmpty();

      dashboard.away(false);
      assertThat(page.locator(".source.live")).hasCount(2);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private Visitor operator() {
    return stage.signedIn(WIDTH, dashboard.operatorKey());
  }
}
