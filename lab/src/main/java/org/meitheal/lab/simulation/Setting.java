package org.meitheal.lab.simulation;

/** Which of the source's measurements service times follow. */
public enum Setting {
  /** The calibration runs: 9 % of low-priority tasks on two cores outlast their reservation. */
  CALIBRATED(1),
  /**
   * The live runs, of whose allocated tasks 30 % were halted for outlasting their reservation (2
   * 144 of 7 097): calibrated times stretched until as many do.
   */
  LIVE(1.0585);

  private final double stretch;

  Setting(double stretch) {
    this.stretch = stretch;
  }

  double stretch() {
    return stretch;
  }
}
