package org.meitheal.worker.lane;

/**
 * Of a slower device than this machine is.
 *
 * @param slowDown how many times slower it is to appear, from 1
 * @param turns that it takes with others on the same computer
 */
public record Emulation(double slowDown, Turns turns) {
  /** This machine, as it is. */
  public static final Emulation NONE = new Emulation(1, Turns.NONE);

  public Emulation {
    if (!(slowDown >= 1)) {
      throw new IllegalArgumentException("a device cannot be made faster: " + slowDown);
    }
  }

  /** Of a device that is alone on its computer. */
  public static Emulation of(double slowDown) {
    return new Emulation(slowDown, Turns.NONE);
  }

  boolean slows() {
    return slowDown > 1;
  }
}
