package org.meitheal.dashboard.decision;

import java.util.Locale;

/**
 * Something that took time, from the request's first byte on.
 *
 * @param what in words that follow the device's name
 */
record Span(Kind kind, double startMs, double endMs, String what) {
  /** What the time went into. */
  public enum Kind {
    PLAN("plan"),
    SEND("send"),
    WAIT("wait"),
    COMPUTE("compute"),
    EXCHANGE("exchange"),
    JOIN("join"),
    LOST("lost"),
    RUNNING("still running"),
    UNTOLD("not told");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String mark() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is no time at all begins and ends at 0 or at its start. */
  Span {
    startMs = Double.isFinite(startMs) ? Math.max(0, startMs) : 0;
    endMs = Double.isFinite(endMs) ? Math.max(startMs, endMs) : startMs;
  }

  boolean isEmpty() {
    return endMs <= startMs;
  }

  double lengthMs() {
    return endMs - startMs;
  }
}
