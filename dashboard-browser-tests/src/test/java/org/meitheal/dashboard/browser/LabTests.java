package org.meitheal.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.ShownDashboard;

/** What people do to the lab, by keyboard alone. */
@InBrowser
class LabTests {
  private static final int WIDTH = 1280;

  private final Stage stage;
  private final ShownDashboard dashboard;

  LabTests(Stage stage) {
    this.stage = stage;
    this.dashboard = stage.dashboard();
  }

  @BeforeEach
  void begin() {
    dashboard.newLab();
  }

  @Test
  void movesASliderAndAppliesIt() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("lab?from=*&to=cloud-1");
      Locator slider = page.getByLabel("Round-trip time");
      Locator changes = page.locator("#link-changes");
      visitor.tabTo("#roundTrip");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("ArrowRight");

      assertThat(changes).hasText("Will change: round-trip time 20 ms → 40 ms");
      assertThat(slider).hasAttribute("aria-valuetext", "40 ms");
      assertThat(page.locator("output[for='roundTrip']")).hasText("40 ms");
      page.keyboard().press("ArrowLeft");
      page.keyboard().press("ArrowLeft");
      assertThat(changes).hasText("Move a slider: what will change is shown here.");
      page.keyboard().press("End");
      assertThat(changes).containsText("20 ms → 2000 ms");
      assertThat(dashboard.labOrders()).as("before it is applied").isEmpty();

      visitor.tabTo("form[action$='/lab/links'] button");
      page.keyboard().press("Enter");
      page.waitForURL("**/lab?from=*&done=links");
      assertThat(page.locator(".done")).hasText("The links are changed.");
      assertThat(page.locator("output[for='roundTrip']")).containsText("2000 ms");
      assertThat(dashboard.labOrders())
          .singleElement()
          .asString()
          .contains("to=cloud-1", "roundTripMs=2000.0", "jitterMs=null", "by ada");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void movesASharedMedium() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("lab");
      visitor.tabTo("#medium-cell-1");
      page.keyboard().press("ArrowLeft");
      assertThat(page.locator("#media-changes")).hasText("Will change: cell-1 200 Mb/s → 100 Mb/s");
      visitor.tabTo("form[action$='/lab/media'] button");
      page.keyboard().press("Enter");
      page.waitForURL("**/lab?done=media");
      assertThat(dashboard.labOrders())
          .singleElement()
          .asString()
          .contains("name=cell-1, bandwidth=100Mb/s");
    }
  }

  @Test
  void freezesAWorkerAfterAsking() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("lab");
      visitor.tabTo("#freeze-device-1");
      page.keyboard().press("Enter");
      page.waitForURL("**/lab/workers/device-1/freeze");
      assertThat(dashboard.labOrders()).as("before it is confirmed").isEmpty();

      visitor.tabTo("form[action$='/device-1/freeze'] button");
      page.keyboard().press("Enter");
      page.waitForURL("**/lab?done=device-1.freeze*");
      assertThat(page.locator(".done")).hasText("device-1 is frozen.");
      assertThat(page.locator("#thaw-device-1")).isVisible();
      assertThat(dashboard.labOrders()).containsExactly("POST /workers/device-1/freeze by ada");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void sendsALoadAndStopsIt() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("lab");
      visitor.tabTo("input[name='rate']");
      assertThat(page.locator("input[name='rate']")).isFocused();
      page.keyboard().press("Control+a");
      page.keyboard().type("5");
      assertThat(page.locator("#load-sum")).containsText("150 requests in all.");
      visitor.tabTo("form[action$='/lab/load'] button");
      page.keyboard().press("Enter");
      page.waitForURL("**/lab?done=load");
      assertThat(page.locator(".load-state")).containsText("being sent");

      visitor.tabTo("#stop-load");
      page.keyboard().press("Enter");
      page.waitForURL("**/lab?done=stopped");
      assertThat(page.locator(".load-state")).containsText("over");
      assertThat(page.locator("#stop-load")).hasCount(0);
      assertThat(dashboard.labOrders()).hasSize(2).last().isEqualTo("DELETE /load by ada");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private Visitor operator() {
    return stage.signedIn(WIDTH, dashboard.operatorKey());
  }
}
