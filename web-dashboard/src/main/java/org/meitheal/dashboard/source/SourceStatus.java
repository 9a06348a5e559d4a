package org.meitheal.dashboard.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;

/**
 * Whether a service is being heard.
 *
 * @param text in words, its age included
 */
public record SourceStatus(String name, State state, String text) {
  /** Decides colour and mark. */
  public enum State {
    LIVE,
    STALE,
    WAITING
  }

  /** Services send at least a comment each second; twice that and some is not news any more. */
  private static final Duration FRESH = Duration.ofMillis(2500);

  static SourceStatus of(String name, boolean connected, @Nullable Duration age) {
    if (age == null) {
      return new SourceStatus(name, State.WAITING, "not heard yet");
    }
    String ago = Quantities.age(age) + " ago";
    return connected && age.compareTo(FRESH) <= 0
        ? new SourceStatus(name, State.LIVE, "heard " + ago)
        : new SourceStatus(name, State.STALE, "silent, last heard " + ago);
  }
}
