package org.meitheal.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.ShownDashboard;

/** A photo is sent, by keyboard alone, and stays chosen whatever comes of it. */
@InBrowser
class TrialTests {
  private static final int WIDTH = 1280;

  private final Stage stage;
  private final ShownDashboard dashboard;

  TrialTests(Stage stage) {
    this.stage = stage;
    this.dashboard = stage.dashboard();
  }

  @BeforeEach
  void forget() {
    dashboard.exclude();
  }

  @Test
  void sendsAPhotoAndShowsWhatBecameOfIt() {
    try (Visitor visitor = open()) {
      Page page = visitor.page();
      PhotoForm form = new PhotoForm(visitor);
      form.choose(PhotoForm.PHOTO);
      assertThat(form.preview()).isVisible();
      assertThat(form.preview()).hasAccessibleName("The chosen photo, cat.jpg");
      visitor.tabTo("[name=deadline_ms]");
      page.keyboard().type("750");
      visitor.tabTo("[name=objective]");
      page.keyboard().type("lat");
      visitor.tabTo("#try button");
      page.keyboard().press("Enter");

      assertThat(page.locator("#answer-title")).hasText("What is on cat.jpg");
      assertThat(page.locator("#answer-title")).isFocused();
      assertThat(form.answer()).containsText("espresso");
      assertThat(form.answer().locator("figure.gantt")).isVisible();
      assertThat(dashboard.photos())
          .singleElement()
          .asString()
          .startsWith("/v1/models/efficientnet-lite0/classify")
          .contains("Deadline-Ms=750", "Objective=latency", "37611 bytes", "by ada");
      visitor.tabTo("a[href$='/decisions/lab.9-local']");
      page.keyboard().press("Enter");
      page.waitForURL("**/decisions/lab.9-local");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void keepsThePhotoWhereItIsRefusedOrTheKeyIsNeeded() {
    try (Visitor visitor = open()) {
      Page page = visitor.page();
      PhotoForm form = new PhotoForm(visitor);
      form.choose(PhotoForm.PHOTO);
      page.getByLabel("Deadline").fill("1");
      form.send();
      assertThat(form.problem()).containsText("no device can be in time");
      assertThat(form.answer()).containsText("It was refused: nothing ran.");
      visitor.expect(504);

      dashboard.expire();
      page.getByLabel("Deadline").fill("");
      form.send();
      assertThat(page.getByLabel("Your operator key")).isFocused();
      assertThat(form.problem()).containsText("give your key once more");
      assertThat(Axe.violations(page)).isEmpty();
      visitor.expect(401);

      page.keyboard().type(dashboard.operatorKey());
      page.keyboard().press("Enter");
      assertThat(form.answer()).containsText("What is on cat.jpg");
      assertThat(page.getByLabel("Your operator key")).hasCount(0);
      assertThat(dashboard.photos()).hasSize(2).allMatch(sent -> sent.contains("37611 bytes"));
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void takesADroppedPhotoInsteadOfASample() {
    try (Visitor visitor = open()) {
      Page page = visitor.page();
      PhotoForm form = new PhotoForm(visitor);
      page.getByLabel("coffee.png").check();
      JSHandle dropped =
          page.evaluateHandle(
              """
              () => {
                const data = new DataTransfer();
                data.items.add(new File(['abc'], 'dropped.jpg', { type: 'image/jpeg' }));
                return data;
              }
              """);
      page.dispatchEvent("#drop", "dragover", Map.of("dataTransfer", dropped));
      page.dispatchEvent("#drop", "drop", Map.of("dataTransfer", dropped));
      assertThat(page.getByLabel("coffee.png")).not().isChecked();
      assertThat(page.locator("#preview")).containsText("cannot show that file as a photo");

      form.send();
      assertThat(form.answer()).containsText("What is on dropped.jpg");
      assertThat(dashboard.photos()).singleElement().asString().contains(" 3 bytes");

      page.getByLabel("coffee.png").check();
      assertThat(page.locator("#preview")).isHidden();
      form.send();
      assertThat(form.answer()).containsText("What is on coffee.png");
    }
  }

  @Test
  void refusesAPhotoThatIsTooLargeBeforeItIsSent() {
    try (Visitor visitor = open()) {
      Page page = visitor.page();
      PhotoForm form = new PhotoForm(visitor);
      page.evaluate("() => { document.getElementById('photo').dataset.limit = 1000; }");
      form.choose(PhotoForm.PHOTO);
      form.send();
      assertThat(page.locator("#photo")).isFocused();
      assertThat(
              page.evaluate("() => document.getElementById('photo').validationMessage").toString())
          .isEqualTo("This photo is too large: 64 MB is the most.");
      assertThat(dashboard.photos()).isEmpty();
    }
  }

  @Test
  void saysThatTheDashboardCannotBeReachedAndSendsItLater() {
    try (Visitor visitor = open()) {
      PhotoForm form = new PhotoForm(visitor);
      form.choose(PhotoForm.PHOTO);
      stage.line().cut();
      try {
        form.send();
        assertThat(form.problem()).containsText("The dashboard cannot be reached.");
      } finally {
        stage.line().mend();
      }
      form.send();
      assertThat(form.answer()).containsText("What is on cat.jpg");
    }
  }

  @Test
  void tellsAViewerWhoMay() {
    try (Visitor visitor = stage.signedIn(WIDTH, dashboard.viewerKey())) {
      Page page = visitor.page();
      page.navigate("try");
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("so a viewer may not");
      assertThat(page.locator("#try")).hasCount(0);
    }
  }

  private Visitor open() {
    Visitor visitor = stage.stranger(WIDTH);
    visitor.signIn(dashboard.operatorKey());
    visitor.page().navigate("try");
    return visitor;
  }
}
