package org.meitheal.lab.program;

/** A program did not do what it was started for. The message says what a person needs to know. */
public final class ProgramFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ProgramFailedException(String message) {
    super(message);
  }
}
