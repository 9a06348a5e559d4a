package org.meitheal.dashboard.live;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The page's fragments at one moment.
 *
 * @param number counts up with each frame
 * @param fragments by name, each with the number of the frame that it changed in
 */
record Frame(long number, Map<String, Fragment> fragments) {
  static final Frame EMPTY = new Frame(0, Map.of());

  record Fragment(String html, long changedIn) {}

  /** The frame after this one. */
  Frame next(Map<String, String> html) {
    Map<String, Fragment> next = new LinkedHashMap<>();
    html.forEach((name, text) -> next.put(name, fragment(name, text)));
    return new Frame(number + 1, next);
  }

  private Fragment fragment(String name, String html) {
    Fragment old = fragments.get(name);
    return old != null && old.html().equals(html) ? old : new Fragment(html, number + 1);
  }
}
