package org.meitheal.dashboard.diagnosis;

/**
 * Something that an operator should know.
 *
 * @param what is wrong, in a few words
 * @param evidence for it, in a sentence with its figures
 * @param href where to look next, relative to the dashboard's root
 * @param link what that is, in words
 */
public record Problem(Severity severity, String what, String evidence, String href, String link) {
  /** Decides colour, mark and order. */
  public enum Severity {
    BAD("broken"),
    DOUBTFUL("doubtful");

    private final String words;

    Severity(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  static Problem bad(String what, String evidence, String href, String link) {
    return new Problem(Severity.BAD, what, evidence, href, link);
  }

  static Problem doubtful(String what, String evidence, String href, String link) {
    return new Problem(Severity.DOUBTFUL, what, evidence, href, link);
  }
}
