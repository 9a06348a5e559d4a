package org.meitheal.lab.client;

import java.io.IOException;

/** A service answered what it should not have. */
public final class UnexpectedAnswerException extends IOException {
  private static final long serialVersionUID = 1;
  private static final int MOST_CHARACTERS = 500;

  private final int status;

  UnexpectedAnswerException(String asked, Http.Answer answer) {
    super(asked + " was answered with " + answer.status() + ": " + shortened(answer.text()));
    this.status = answer.status();
  }

  /** Whether the same may be answered in a moment: no capacity, or too late. */
  public boolean mayPass() {
    return status == 503 || status == 504;
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
