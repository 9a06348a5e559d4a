package org.meitheal.lab.progress;

/** Told what goes on. Safe for use by many threads. */
public interface Progress extends AutoCloseable {
  /** What one thing is doing now; replaces what was said of it before. */
  void report(String subject, String state);

  /** Something that is said once. */
  void say(String line);

  /** From here on, what is said stays. */
  @Override
  void close();

  /** Says nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void report(String subject, String state) {}

      @Override
      public void say(String line) {}

      @Override
      public void close() {}
    };
  }
}
