package org.meitheal.worker.lane;

/** Work that will give no result, because nobody wants it any more. */
public final class StoppedException extends Exception {
  private final Reason reason;

  /** Why it stopped. */
  public enum Reason {
    /** Someone cancelled it. */
    CANCELLED,
    /** Its deadline passed before it was done. */
    DEADLINE_PASSED,
    /** This worker is shutting down. */
    SHUTTING_DOWN
  }

  StoppedException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static StoppedException because(Reason reason) {
    return new StoppedException(
        reason,
        switch (reason) {
          case CANCELLED -> "cancelled";
          case DEADLINE_PASSED -> "the deadline passed before the work was done";
          case SHUTTING_DOWN -> "this worker is shutting down";
        });
  }

  public Reason reason() {
    return reason;
  }
}
