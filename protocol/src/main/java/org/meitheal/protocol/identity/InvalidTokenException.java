package org.meitheal.protocol.identity;

/** A token that is not to be believed; the message may be shown to the caller. */
public final class InvalidTokenException extends RuntimeException {
  public InvalidTokenException(String message) {
    super(message);
  }
}
