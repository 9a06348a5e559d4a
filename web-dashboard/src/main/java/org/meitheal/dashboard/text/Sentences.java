package org.meitheal.dashboard.text;

/** Makes sentences of what services say. */
public final class Sentences {
  private Sentences() {}

  /**
   * @param detail why a service refused something: it begins small, maybe with a name, and has no
   *     full stop
   */
  public static String refused(String detail) {
    String text = detail.strip();
    if (text.isEmpty()) {
      return "Refused.";
    }
    return "Refused: " + (text.endsWith(".") ? text : text + ".");
  }
}
