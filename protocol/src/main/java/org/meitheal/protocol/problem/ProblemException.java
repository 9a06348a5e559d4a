package org.meitheal.protocol.problem;

/** An error that the caller is to see, outside {@code /v2}. */
public final class ProblemException extends StatusException {
  private final String code;
  private final boolean retryable;

  /**
   * @param code stable, kebab-case: callers and counters go by it
   * @param retryable whether the same request may succeed later
   * @param detail a sentence for people, without class names
   */
  public ProblemException(int status, String code, boolean retryable, String detail) {
    super(status, detail);
    this.code = code;
    this.retryable = retryable;
  }

  public String code() {
    return code;
  }

  public boolean retryable() {
    return retryable;
  }
}
