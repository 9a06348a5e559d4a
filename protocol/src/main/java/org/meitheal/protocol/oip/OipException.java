package org.meitheal.protocol.oip;

import org.meitheal.protocol.problem.StatusException;

/** An error on {@code /v2}: answered as exactly {@code {"error": message}}. */
public final class OipException extends StatusException {
  public OipException(int status, String message) {
    super(status, message);
  }

  /** 400 with a text. */
  public static OipException badRequest(String message) {
    return new OipException(400, message);
  }

  /** What the caller is told. */
  public String error() {
    return detail();
  }
}
