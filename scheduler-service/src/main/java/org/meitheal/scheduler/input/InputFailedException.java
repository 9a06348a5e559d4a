package org.meitheal.scheduler.input;

import java.io.IOException;

/** The client's side of a body failed: it went away, stalled, or sent less or more than it said. */
public final class InputFailedException extends IOException {
  private final int status;

  InputFailedException(int status, String message) {
    super(message);
    this.status = status;
  }

  InputFailedException(IOException cause) {
    super("the body could not be read", cause);
    this.status = 400;
  }

  /** What the client is told, if it still listens. */
  public int status() {
    return status;
  }
}
