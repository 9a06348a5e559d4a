package org.meitheal.dashboard.live;

import java.util.Map;

/** What a topic says now. */
public sealed interface LiveText {
  /** A fragment of HTML, sent whole whenever it differs. */
  record Html(String html) implements LiveText {}

  /**
   * Many small things, of which those that differ are sent.
   *
   * @param json of each, by its id
   */
  record Lines(Map<String, String> json) implements LiveText {
    public Lines {
      json = Map.copyOf(json);
    }
  }
}
