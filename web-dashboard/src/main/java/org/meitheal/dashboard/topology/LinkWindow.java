package org.meitheal.dashboard.topology;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How far back a history goes. */
enum LinkWindow {
  TEN_MINUTES("10m", "10 minutes", Duration.ofMinutes(10)),
  HOUR("1h", "1 hour", Duration.ofHours(1)),
  SIX_HOURS("6h", "6 hours", Duration.ofHours(6)),
  DAY("24h", "1 day", Duration.ofHours(24)),
  WEEK("7d", "7 days", Duration.ofDays(7));

  private static final long POINTS = 150;
  private static final Duration SHORTEST = Duration.ofSeconds(4);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final String text;
  private final String words;
  private final Duration length;

  LinkWindow(String text, String words, Duration length) {
    this.text = text;
    this.words = words;
    this.length = length;
  }

  public String text() {
    return text;
  }

  public String words() {
    return words;
  }

  /** How often it is worth asking again. */
  Duration period() {
    Duration period = length.dividedBy(POINTS);
    return period.compareTo(SHORTEST) < 0
        ? SHORTEST
        : period.compareTo(LONGEST) > 0 ? LONGEST : period;
  }

  static Optional<LinkWindow> of(String text) {
    return Arrays.stream(values()).filter(window -> window.text.equals(text)).findFirst();
  }
}
