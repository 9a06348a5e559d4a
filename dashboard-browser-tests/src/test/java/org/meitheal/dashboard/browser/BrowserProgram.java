package org.meitheal.dashboard.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine. {@code MEITHEAL_BROWSER} names another one than the usual. */
final class BrowserProgram {
  private static final String NAMED = "MEITHEAL_BROWSER";
  private static final String REQUIRED = "MEITHEAL_REQUIRE_BROWSER";
  private static final List<String> USUAL =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  static final String MISSING =
      "no browser: install Chromium, or name one by MEITHEAL_BROWSER; looked for "
          + String.join(", ", USUAL);

  private BrowserProgram() {}

  static Optional<Path> find() {
    String named = System.getenv(NAMED);
    Stream<String> candidates =
        named == null || named.isBlank() ? USUAL.stream() : Stream.of(named);
    return candidates.map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /** Whether tests without a browser must fail instead of being skipped. */
  static boolean isRequired() {
    return "1".equals(System.getenv(REQUIRED));
  }
}
