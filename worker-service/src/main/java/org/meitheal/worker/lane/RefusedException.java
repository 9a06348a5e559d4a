package org.meitheal.worker.lane;

/** Work that was not admitted. */
public final class RefusedException extends Exception {
  private final double earliestFinishMs;

  RefusedException(String message, double earliestFinishMs) {
    super(message, null, false, false);
    this.earliestFinishMs = earliestFinishMs;
  }

  /** When it could be done at the earliest, in milliseconds from now. */
  public double earliestFinishMs() {
    return earliestFinishMs;
  }
}
