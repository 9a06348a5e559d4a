package org.meitheal.core.compute;

import org.meitheal.core.fleet.ModelSpeed;

/** The time that one lane of a device needs for a piece of work, in milliseconds. */
public record ComputeTime(double meanMs, double standardDeviationMs) {
  /** No device is steadier than this. */
  public static final double RELATIVE_FLOOR = 0.02;

  /**
   * multiply-adds × time per multiply-add, as measured on that device.
   *
   * @throws IllegalArgumentException if the speed is not calibrated
   */
  public static ComputeTime of(long multiplyAdds, ModelSpeed speed) {
    if (!speed.calibrated()) {
      throw new IllegalArgumentException(speed.model() + " is not calibrated");
    }
    double meanMs = multiplyAdds * speed.nanosPerMultiplyAdd() / 1e6;
    return new ComputeTime(meanMs, meanMs * Math.max(RELATIVE_FLOOR, speed.relativeSpread()));
  }
}
