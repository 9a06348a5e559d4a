package org.meitheal.lab.simulation;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.Report;

/** A job as it really goes. */
final class Task {
  static final int NOWHERE = -1;

  private final Job job;
  private final double quantile;
  private final Frame frame;
  private @Nullable JobEnding ending;
  private int device = NOWHERE;
  private int cores;
  private int wanted;
  private double doneShare;
  private double sinceMs;
  private double coreMs;
  private double endedMs = Double.POSITIVE_INFINITY;
  private double quantumFromMs;
  private long version;
  private boolean changePending;
  private boolean startedOver;
  private boolean lossTold;

  /**
   * @param quantile how fast it is for its kind; nobody knows beforehand
   */
  Task(Job job, double quantile, Frame frame) {
    this.job = job;
    this.quantile = quantile;
    this.frame = frame;
  }

  Job job() {
    return job;
  }

  Frame frame() {
    return frame;
  }

  @Nullable JobEnding ending() {
    return ending;
  }

  /** When it ended; infinity as long as it has not. */
  double endedMs() {
    return endedMs;
  }

  void end(JobEnding how, double nowMs) {
    if (ending != null) {
      throw new IllegalStateException(job + " ends as " + how + " but has ended as " + ending);
    }
    ending = how;
    endedMs = nowMs;
  }

  /** To which it has been sent last, though it may not have arrived. */
  int device() {
    return device;
  }

  void sendTo(int where) {
    device = where;
  }

  int cores() {
    return cores;
  }

  int wanted() {
    return wanted;
  }

  void want(int number) {
    wanted = number;
  }

  /** Whether the end of its quantum is waited for. */
  boolean changePending() {
    return changePending;
  }

  void changePending(boolean pending) {
    changePending = pending;
  }

  /** Changes with each change of its cores: what was foreseen before no longer holds. */
  long version() {
    return version;
  }

  void setCores(double nowMs, int number) {
    advance(nowMs);
    if (cores == 0) {
      quantumFromMs = nowMs;
    }
    cores = number;
    version++;
  }

  /** Core-milliseconds that it has used. */
  double coreMs() {
    return coreMs;
  }

  void advance(double nowMs) {
    if (cores > 0) {
      doneShare += (nowMs - sinceMs) / wholeMs();
      coreMs += (nowMs - sinceMs) * cores;
    }
    sinceMs = nowMs;
  }

  /** When it will be done if nothing changes. */
  double doneAtMs() {
    return sinceMs + Math.max(0, 1 - doneShare) * wholeMs();
  }

  /** When the quantum ends in which it is. */
  double boundaryMs(double nowMs, double quantumMs) {
    double quanta = Math.floor((nowMs - quantumFromMs) / quantumMs) + 1;
    return quantumFromMs + quanta * quantumMs;
  }

  /** What it has done is lost. */
  void startOver() {
    doneShare = 0;
    startedOver = true;
  }

  boolean startedOver() {
    return startedOver;
  }

  /** Whether its policy still has to hear that it is lost; only once. */
  boolean tellLoss() {
    boolean tell = ending == JobEnding.LOST && !lossTold;
    lossTold |= tell;
    return tell;
  }

  Report report(double nowMs) {
    advance(nowMs);
    return new Report(nowMs, Math.min(1, doneShare), cores, quantile);
  }

  boolean begun() {
    return doneShare > 0 || cores > 0;
  }

  private double wholeMs() {
    return job.times().durationMs(cores, quantile);
  }
}
