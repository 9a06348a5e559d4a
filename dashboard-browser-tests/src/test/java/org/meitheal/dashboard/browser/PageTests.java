package org.meitheal.dashboard.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page. */
@InBrowser
class PageTests {
  private static final int WIDE = 1920;

  /** A page of 1280 px at four times its size: WCAG 2.2, 1.4.10. */
  private static final int NARROW = 320;

  private final Stage stage;

  PageTests(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @MethodSource("org.meitheal.dashboard.browser.ShownPage#all")
  void isForEverybodyInEachSizeAndScheme(ShownPage shown) {
    try (Visitor visitor = shown.open(stage, WIDE)) {
      Page page = visitor.page();
      SoftAssertions all = new SoftAssertions();
      for (int width : new int[] {WIDE, NARROW}) {
        page.setViewportSize(width, 1080);
        all.assertThat(overflow(page)).as("scrolls sideways at %d px", width).isZero();
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          all.assertThat(Axe.violations(page)).as("%d px, %s", width, scheme).isEmpty();
        }
      }
      all.assertThat(visitor.complaints()).as("the browser's complaints").isEmpty();
      all.assertAll();
    }
  }

  @ParameterizedTest
  @MethodSource("org.meitheal.dashboard.browser.ShownPage#all")
  void isWalkedThroughByKeyboard(ShownPage shown) {
    try (Visitor visitor = shown.open(stage, WIDE)) {
      KeyboardWalk walk = new KeyboardWalk(visitor.page());
      walk.forth();
      walk.back();
      visitor.page().setViewportSize(NARROW, 640);
      walk.forth();
      walk.pastTheTop();
    }
  }

  private static int overflow(Page page) {
    return ((Number)
            page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .intValue();
  }
}
