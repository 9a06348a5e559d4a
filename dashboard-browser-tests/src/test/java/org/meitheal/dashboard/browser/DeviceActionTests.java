package org.meitheal.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.dashboard.ShownDashboard;

/** What operators do with devices, by keyboard alone. */
@InBrowser
class DeviceActionTests {
  private static final int WIDTH = 1280;

  private final Stage stage;
  private final ShownDashboard dashboard;

  DeviceActionTests(Stage stage) {
    this.stage = stage;
    this.dashboard = stage.dashboard();
  }

  @BeforeEach
  @AfterEach
  void forget() {
    dashboard.exclude();
  }

  @ParameterizedTest
  @CsvSource({
    "drain, camera-1, 'PATCH camera-1 \"1\" by ada', It is draining: it gets no new work",
    "uncordon, camera-2, 'PATCH camera-2 \"1\" by ada', It takes work again.",
    "remove, gate-2, 'DELETE gate-2 \"1\" by ada', gate-2 is removed."
  })
  void isDoneAfterAsking(String action, String device, String act, String words) {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      confirm(visitor, device, action);
      assertThat(page.locator("h1")).containsText(device + "?");
      assertThat(dashboard.acts()).as("before it is confirmed").isEmpty();

      visitor.tabTo("form[action$='/devices/" + device + "/" + action + "'] button");
      page.keyboard().press("Enter");
      assertThat(page.locator(".done")).containsText(words);
      assertThat(page.locator(".done")).hasAttribute("role", "status");
      assertThat(dashboard.acts()).containsExactly(act);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void isLeftAsItIs() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      confirm(visitor, "gate-2", "remove");
      visitor.tabTo("form a[href$='/devices/gate-2']");
      page.keyboard().press("Enter");
      page.waitForURL("**/devices/gate-2");
      assertThat(dashboard.acts()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drain", "remove"})
  void isNotDoneWhereSomebodyElseChangedTheDeviceMeanwhile(String action) {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      confirm(visitor, "camera-1", action);
      dashboard.changeBefore();
      visitor.tabTo("form[action$='/" + action + "'] button");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT))
          .containsText("Nothing was done: somebody else changed it meanwhile.");
      assertThat(Axe.violations(page)).isEmpty();
      assertThat(dashboard.acts()).isEmpty();
      visitor.expect(409);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void isNotOfferedToViewers() {
    try (Visitor visitor = stage.signedIn(WIDTH, dashboard.viewerKey())) {
      Page page = visitor.page();
      page.navigate("devices/camera-1");
      assertThat(page.locator("h1")).hasText("camera-1");
      assertThat(page.locator(".actions")).hasCount(0);
      page.navigate("devices/camera-1/remove");
      assertThat(page.locator("h1")).hasText("Not from here");
      assertThat(page.locator("main form")).hasCount(0);
    }
  }

  private Visitor operator() {
    Visitor visitor = stage.stranger(WIDTH);
    visitor.signIn(dashboard.operatorKey());
    return visitor;
  }

  /** To the page that asks. */
  private static void confirm(Visitor visitor, String device, String action) {
    visitor.page().navigate("devices/" + device);
    visitor.tabTo("a[href$='/devices/" + device + "/" + action + "']");
    visitor.page().keyboard().press("Enter");
    visitor.page().waitForURL("**/devices/" + device + "/" + action);
  }
}
