package org.meitheal.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** The page that sends a photo, once it is open. */
final class PhotoForm {
  static final Path PHOTO = Path.of("../samples/cat.jpg");

  private final Visitor visitor;
  private final Page page;

  PhotoForm(Visitor visitor) {
    this.visitor = visitor;
    this.page = visitor.page();
  }

  static void sendSample(Visitor visitor) {
    PhotoForm form = new PhotoForm(visitor);
    form.page.getByLabel("coffee.jpg").check();
    form.send();
    assertThat(form.answer().locator("figure.gantt")).isVisible();
  }

  /** All that can be said is said, and the key is asked for, too. */
  static void askTooMuch(Visitor visitor) {
    PhotoForm form = new PhotoForm(visitor);
    form.page.getByLabel("coffee.png").check();
    form.page.locator("summary").first().click();
    form.page.getByLabel("Source").fill("camera-1");
    form.page.getByLabel("Deadline").fill("1");
    form.send();
    assertThat(form.problem()).containsText("no device can be in time");
    visitor.expect(504);
  }

  /** By keyboard; the way from the file chooser on is the browser's own. */
  void choose(Path photo) {
    // Listened for long before: a chooser that opens before is the browser's own, and stays open.
    page.onFileChooser(_ -> {});
    visitor.tabTo("#photo");
    page.waitForFileChooser(() -> page.keyboard().press("Enter")).setFiles(photo);
  }

  /** By keyboard. */
  void send() {
    page.locator("#try button").focus();
    page.keyboard().press("Enter");
  }

  Locator answer() {
    return page.locator("#answer");
  }

  Locator problem() {
    return page.locator("#answer [role=alert]");
  }

  Locator preview() {
    return page.locator("#preview img");
  }
}
