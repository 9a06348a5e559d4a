package org.meitheal.lab.simulation;

/** A frame with an object on it; complete once all its jobs are done in time. */
final class Frame {
  private final int device;
  private final double deadlineMs;
  private final int lowJobs;
  private int jobsLeft;
  private boolean spoiled;

  /**
   * @param lowJobs heavy classifications that follow the light one
   */
  Frame(int device, double deadlineMs, int lowJobs) {
    this.device = device;
    this.deadlineMs = deadlineMs;
    this.lowJobs = lowJobs;
    this.jobsLeft = 1 + lowJobs;
  }

  int device() {
    return device;
  }

  double deadlineMs() {
    return deadlineMs;
  }

  int lowJobs() {
    return lowJobs;
  }

  /** One of its jobs has been computed. */
  void computed(double atMs) {
    jobsLeft--;
    spoiled |= atMs > deadlineMs;
  }

  boolean complete() {
    return jobsLeft == 0 && !spoiled;
  }
}
