package org.meitheal.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.ShownDashboard;

/** What people do here, by keyboard alone. */
@InBrowser
class ActionTests {
  private static final int WIDTH = 1280;

  private final Stage stage;
  private final ShownDashboard dashboard;

  ActionTests(Stage stage) {
    this.stage = stage;
    this.dashboard = stage.dashboard();
  }

  @BeforeEach
  void excludeADevice() {
    dashboard.exclude();
  }

  @Test
  void signsInAndOut() {
    try (Visitor visitor = stage.stranger(WIDTH)) {
      Page page = visitor.page();
      page.navigate("");
      assertThat(page.getByLabel("API key")).isFocused();
      page.keyboard().type(dashboard.viewerKey());
      page.keyboard().press("Enter");
      visitor.arriveAt(stage.address().toString());
      assertThat(page.locator(".who")).containsText("viewer");

      visitor.tabTo("form[action$='/sign-out'] button");
      page.keyboard().press("Enter");
      visitor.arriveAt("**/sign-in");
      page.navigate("");
      assertThat(page.url()).endsWith("/sign-in");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void saysWhyAKeyIsNotTaken() {
    try (Visitor visitor = stage.stranger(WIDTH)) {
      Page page = visitor.page();
      page.navigate("sign-in");
      assertThat(page.getByLabel("API key")).isFocused();
      page.keyboard().type("hunter2");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("not an API key");
      assertThat(page.getByLabel("API key"))
          .hasAccessibleDescription("That is not an API key. It begins with mk_.");
      assertThat(page.getByLabel("API key")).isFocused();
      assertThat(Axe.violations(page)).isEmpty();
    }
  }

  @Test
  void takesADeviceBackAfterAsking() {
    try (Visitor visitor = stage.signedIn(WIDTH, dashboard.operatorKey())) {
      Page page = visitor.page();
      page.navigate("");
      assertThat(page.locator(".excluded")).containsText(ShownDashboard.EXCLUDED);
      visitor.tabTo("a[href='exclusions/" + ShownDashboard.EXCLUDED + "']");
      page.keyboard().press("Enter");
      visitor.arriveAt("**/exclusions/" + ShownDashboard.EXCLUDED);
      assertThat(dashboard.takenBack()).as("before it is confirmed").isEmpty();

      visitor.tabTo("form[action$='/take-back'] button");
      page.keyboard().press("Enter");
      visitor.arriveAt(stage.address().toString());
      assertThat(dashboard.takenBack()).hasSize(1);
      assertThat(page.locator(".excluded")).hasCount(0);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void cordonsADeviceAfterAsking() {
    try (Visitor visitor = stage.stranger(WIDTH)) {
      visitor.signIn(dashboard.operatorKey());
      Page page = visitor.page();
      page.navigate("devices/camera-1");
      visitor.tabTo("a[href$='/devices/camera-1/cordon']");
      page.keyboard().press("Enter");
      visitor.arriveAt("**/devices/camera-1/cordon");
      assertThat(dashboard.acts()).as("before it is confirmed").isEmpty();

      visitor.tabTo("form[action$='/devices/camera-1/cordon'] button");
      page.keyboard().press("Enter");
      visitor.arriveAt("**/devices/camera-1*");
      assertThat(dashboard.acts()).singleElement().asString().contains("camera-1", "by ada");
      assertThat(visitor.complaints()).isEmpty();
    }
  }
}
