package org.meitheal.worker.part;

/** Rows that will never come: who owed them is gone, or has nothing to send. */
public final class PartLostException extends Exception {
  private final int part;

  /**
   * @param part who owed them
   */
  public PartLostException(int part, String message) {
    super(message, null, false, false);
    this.part = part;
  }

  public int part() {
    return part;
  }
}
