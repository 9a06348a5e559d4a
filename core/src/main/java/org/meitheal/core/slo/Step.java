package org.meitheal.core.slo;

/**
 * How far an objective's budget moves planning and admission. The tolerated miss probability of the
 * requests that it selects is multiplied, so a step is as large for a target of 0.9 as for 0.999;
 * requests of a lower priority are refused where they are less likely to be in time than a floor.
 */
public enum Step {
  /** The budget is whole: plans may spend less. */
  THRIFTY(-1, 1.5, 0),
  NEUTRAL(0, 1, 0),
  RAISED(1, 0.5, 0.5),
  HIGH(2, 0.25, 0.8),
  HIGHEST(3, 0.125, 0.95);

  /** Beyond it a target is out of reach of what predictions can tell. */
  private static final double MOST_TARGET = 0.9999;

  private final int number;
  private final double toleranceFactor;
  private final double floor;

  Step(int number, double toleranceFactor, double floor) {
    this.number = number;
    this.toleranceFactor = toleranceFactor;
    this.floor = floor;
  }

  /** From −1 to 3. */
  public int number() {
    return number;
  }

  /**
   * @throws IllegalArgumentException if there is no such step
   */
  public static Step of(int number) {
    for (Step step : values()) {
      if (step.number == number) {
        return step;
      }
    }
    throw new IllegalArgumentException("steps go from -1 to 3: " + number);
  }

  /**
   * The least probability of being in time with which a request of a lower priority is admitted.
   */
  public double floor() {
    return floor;
  }

  /** By which the tolerated miss probability is multiplied. */
  public double toleranceFactor() {
    return toleranceFactor;
  }

  Step up() {
    return this == HIGHEST ? this : of(number + 1);
  }

  Step down() {
    return this == THRIFTY ? this : of(number - 1);
  }

  /**
   * A target reliability at this step: raised, where the step raises it; else lowered, but not
   * below what the same step makes of the objective's own target.
   */
  double apply(double target, double objectiveTarget) {
    if (this == NEUTRAL) {
      return target;
    }
    if (toleranceFactor < 1) {
      return Math.max(target, Math.min(MOST_TARGET, scaled(target)));
    }
    return Math.min(target, Math.max(scaled(target), scaled(objectiveTarget)));
  }

  private double scaled(double target) {
    return 1 - (1 - target) * toleranceFactor;
  }
}
