package org.meitheal.protocol.execution;

/** A plan that a worker must not run. */
public final class PlanTicketException extends RuntimeException {
  private final String code;

  PlanTicketException(String code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * Stable: {@code ticket-malformed}, {@code ticket-key-unknown}, {@code ticket-forged}, {@code
   * ticket-wrong-lead}, {@code ticket-wrong-epoch} or {@code ticket-used}.
   */
  public String code() {
    return code;
  }
}
