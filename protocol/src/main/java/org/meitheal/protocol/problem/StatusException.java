package org.meitheal.protocol.problem;

/** An error that the caller is to see; how it is written depends on the path that it asked for. */
public abstract class StatusException extends RuntimeException {
  private final int status;

  /**
   * @param message a sentence for people, without class names
   */
  protected StatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  public final int status() {
    return status;
  }

  /** What the caller is told. */
  public final String detail() {
    return String.valueOf(getMessage());
  }
}
