package org.meitheal.protocol.execution;

/** A plan, a part or a neighbour's rows that a worker must not take. */
public final class TicketException extends RuntimeException {
  private final String code;

  public TicketException(String code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * Stable: {@code ticket-missing}, {@code ticket-malformed}, {@code ticket-key-unknown}, {@code
   * ticket-forged}, {@code ticket-wrong-lead}, {@code ticket-wrong-helper}, {@code
   * ticket-wrong-part}, {@code ticket-wrong-epoch}, {@code ticket-wrong-attempt}, {@code
   * ticket-wrong-division}, {@code ticket-oversized}, {@code ticket-used} or {@code rows-not-owed}.
   */
  public String code() {
    return code;
  }
}
