package org.meitheal.lab.client;

import java.io.IOException;

/** A service answered what it should not have. */
public final class UnexpectedAnswerException extends IOException {
  private static final long serialVersionUID = 1;
  private static final int MOST_CHARACTERS = 500;

  UnexpectedAnswerException(String asked, Http.Answer answer) {
    super(asked + " was answered with " + answer.status() + ": " + shortened(answer.text()));
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
