package org.meitheal.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.ShownDashboard;

/** Objectives, by keyboard alone. */
@InBrowser
class ObjectiveTests {
  private static final int WIDTH = 1280;
  private static final String ALERT = "#problem";

  private final Stage stage;
  private final ShownDashboard dashboard;

  ObjectiveTests(Stage stage) {
    this.stage = stage;
    this.dashboard = stage.dashboard();
  }

  @BeforeEach
  @AfterEach
  void some() {
    dashboard.objectives(true);
  }

  @Test
  void makesAnObjectiveAfterSayingWhatItMeans() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("objectives");
      visitor.tabTo("a[href$='/new-objective']");
      page.keyboard().press("Enter");
      page.waitForURL("**/new-objective");
      assertThat(page.getByLabel("Name")).isFocused();
      page.keyboard().type("evening");
      fill(visitor, "#priority", "2");
      fill(visitor, "#target", "0.9");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Make evening?");
      assertThat(page.locator(".lead")).containsText("90 % of the requests of priority 2");
      everybodyCanUse(page);
      assertThat(dashboard.objectiveActs()).as("before it is confirmed").isEmpty();

      visitor.tabTo("button[value='confirmed']");
      page.keyboard().press("Enter");
      page.waitForURL("**/objectives/evening*");
      assertThat(page.getByRole(AriaRole.STATUS)).hasText("It is made: counting begins.");
      assertThat(dashboard.objectiveActs())
          .singleElement()
          .asString()
          .startsWith("PUT evening")
          .endsWith("by ada");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void keepsWhatWasEnteredWhereItIsRefused() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("new-objective");
      assertThat(page.getByLabel("Name")).isFocused();
      page.keyboard().type("night-shift");
      fill(visitor, "#target", "95");
      page.keyboard().press("Enter");
      assertThat(page.locator(ALERT)).containsText("target must lie between 0.5 and 0.9999");
      assertThat(page.locator("#target")).isFocused();
      assertThat(page.locator("#target")).hasValue("95");
      assertThat(page.locator("#name")).hasValue("night-shift");
      everybodyCanUse(page);

      page.keyboard().press("Control+A");
      page.keyboard().type("0.95");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Make night-shift?");
      visitor.tabTo("button[value='confirmed']");
      page.keyboard().press("Enter");
      assertThat(page.locator(ALERT)).containsText("night-shift is in the objectives' file");
      assertThat(page.locator("#target")).hasValue("0.95");
      assertThat(dashboard.objectiveActs()).isEmpty();
    }
  }

  @Test
  void changesAnObjectiveAndGoesBackOnTheWay() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("objectives/gate-photos");
      visitor.tabTo("a[href$='/objectives/gate-photos/change']");
      page.keyboard().press("Enter");
      page.waitForURL("**/change");
      fill(visitor, "#window", "30d");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Change gate-photos?");
      assertThat(page.locator(".plain")).containsText("counting begins anew");
      visitor.tabTo("button[value='back']");
      page.keyboard().press("Enter");
      assertThat(page.locator("#window")).hasValue("30d");
      fill(visitor, "#window", "7d");
      fill(visitor, "#minimum", "20");
      page.keyboard().press("Enter");
      assertThat(page.locator(".plain")).containsText("the counts go on");
      visitor.tabTo("button[value='confirmed']");
      page.keyboard().press("Enter");
      page.waitForURL("**/objectives/gate-photos?done=changed");
      assertThat(page.getByRole(AriaRole.STATUS)).hasText("It is changed.");
      assertThat(dashboard.objectiveActs()).singleElement().asString().contains("PUT gate-photos");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void removesAnObjectiveAfterAsking() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("objectives/gate-photos");
      visitor.tabTo("a[href$='/objectives/gate-photos/remove']");
      page.keyboard().press("Enter");
      page.waitForURL("**/remove");
      assertThat(dashboard.objectiveActs()).as("before it is confirmed").isEmpty();
      visitor.tabTo("form[action$='/remove'] button");
      page.keyboard().press("Enter");
      page.waitForURL("**/objectives?removed=gate-photos");
      assertThat(page.getByRole(AriaRole.STATUS)).hasText("gate-photos is removed.");
      assertThat(page.locator("a[href='objectives/gate-photos']")).hasCount(0);
      assertThat(dashboard.objectiveActs())
          .singleElement()
          .asString()
          .startsWith("DELETE gate-photos");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void goesOnByItselfAndSaysWhenThereIsNone() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("objectives");
      assertThat(page.locator("a[href='objectives/sorting']")).isVisible();

      dashboard.objectives(false);
      assertThat(page.locator(".empty")).containsText("There is no objective yet.");
      page.setViewportSize(320, 1080);
      everybodyCanUse(page);
      page.navigate("");
      assertThat(page.locator("a[href='objectives']"))
          .hasText("Objectives and their error budgets");

      dashboard.objectives(true);
      assertThat(page.locator("a[href='objectives/sorting']").first()).isVisible();
      assertThat(page.locator(".problem-row").filter(burning())).containsText("a page fires");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void drawsTheBudgetAndDrawsItAgain() {
    try (Visitor visitor = operator()) {
      Page page = visitor.page();
      page.navigate("objectives/sorting");
      assertThat(page.locator("#budget-plot canvas")).isVisible();
      page.locator("#budget-summary").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#budget-rows")).isVisible();

      page.waitForResponse("**/objectives/sorting/parts", () -> {});
      assertThat(page.locator("#budget-plot canvas")).isVisible();
      assertThat(page.locator("#budget-rows")).isVisible();
      assertThat(page.locator("#budget-summary")).isFocused();
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static Locator.FilterOptions burning() {
    return new Locator.FilterOptions().setHasText("Objective sorting burns its budget");
  }

  private static void fill(Visitor visitor, String field, String text) {
    visitor.tabTo(field);
    assertThat(visitor.page().locator(field)).isFocused();
    visitor.page().keyboard().press("Control+A");
    visitor.page().keyboard().type(text);
  }

  private static void everybodyCanUse(Page page) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertThat(Axe.violations(page)).as("%s", scheme).isEmpty();
    }
  }

  /** Lately signed in, so that the key is not asked for. */
  private Visitor operator() {
    Visitor visitor = stage.stranger(WIDTH);
    visitor.signIn(dashboard.operatorKey());
    return visitor;
  }
}
