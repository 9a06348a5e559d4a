package org.meitheal.gateway.error;

/** Carries a {@link GatewayError} to where it is written. Expected, so it has no stack trace. */
public final class GatewayException extends RuntimeException {
  private final transient GatewayError error;

  public GatewayException(GatewayError error) {
    super(error.detail(), null, false, false);
    this.error = error;
  }

  public GatewayError error() {
    return error;
  }
}
