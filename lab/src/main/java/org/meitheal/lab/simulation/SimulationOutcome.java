package org.meitheal.lab.simulation;

import java.util.Map;
import org.meitheal.core.job.JobEnding;

/**
 * How a simulation went.
 *
 * @param frames with an object on them
 * @param framesComplete all of whose jobs were done in time
 * @param coreUse share of all core time that was used
 * @param simulatedMs until the last event
 */
public record SimulationOutcome(
    int frames, int framesComplete, Jobs jobs, LinkUse link, double coreUse, double simulatedMs) {
  /**
   * Counts of jobs; with evictions a job may start more than once.
   *
   * @param lowEndings of the low-priority ones, by how they ended
   * @param lowElsewhere of those started, not at their source
   * @param suspensions of jobs that ran
   * @param startedAgain starts after an eviction
   * @param open that never ended: a policy forgot them
   */
  public record Jobs(
      int high,
      int highInTime,
      int low,
      int lowStarted,
      int lowElsewhere,
      int lowInTime,
      Map<JobEnding, Integer> lowEndings,
      int suspensions,
      int evictions,
      int startedAgain,
      int moves,
      int open) {}

  /**
   * Use of the shared link.
   *
   * @param busyShare of the time
   */
  public record LinkUse(long bytes, double busyShare) {}

  /** Share of frames that are complete, 0 to 1. */
  public double framesShare() {
    return frames == 0 ? 1 : (double) framesComplete / frames;
  }

  /** Share of high-priority jobs that were done in time, 0 to 1. */
  public double highShare() {
    return jobs.high() == 0 ? 1 : (double) jobs.highInTime() / jobs.high();
  }
}
