package org.meitheal.core.policy;

import org.meitheal.core.job.Job;
import org.meitheal.core.job.Progress;

/** A job that a policy has not ended, and what it knows of it. */
final class Held {
  static final int NOWHERE = -1;

  private final Job job;
  private final Progress progress;
  private int device = NOWHERE;
  private int planned = NOWHERE;

  Held(Job job) {
    this.job = job;
    this.progress = new Progress(job.times());
  }

  Job job() {
    return job;
  }

  Progress progress() {
    return progress;
  }

  /** Where it has been sent; {@link #NOWHERE} if it has not. */
  int device() {
    return device;
  }

  /** Where it would be started if there were cores; {@link #NOWHERE} if it fits nowhere. */
  int planned() {
    return planned;
  }

  void plan(int where) {
    planned = where;
  }

  boolean started() {
    return device != NOWHERE;
  }

  void start(int where, double nowMs, int cores) {
    device = where;
    progress.cores(nowMs, cores);
  }
}
