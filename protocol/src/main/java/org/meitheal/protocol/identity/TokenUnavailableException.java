package org.meitheal.protocol.identity;

import org.jspecify.annotations.Nullable;

/** No token could be had, and none that is still valid is at hand. */
public final class TokenUnavailableException extends RuntimeException {
  private final boolean refused;

  TokenUnavailableException(String message, boolean refused, @Nullable Throwable cause) {
    super(message, cause);
    this.refused = refused;
  }

  /** Whether the registry refused the key: trying again with the same one is of no use. */
  public boolean refused() {
    return refused;
  }
}
