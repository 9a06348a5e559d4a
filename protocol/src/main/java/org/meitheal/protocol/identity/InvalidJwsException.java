package org.meitheal.protocol.identity;

/** Not a compact JWS of the one kind that this project signs. */
public final class InvalidJwsException extends IllegalArgumentException {
  InvalidJwsException(String message) {
    super(message);
  }
}
