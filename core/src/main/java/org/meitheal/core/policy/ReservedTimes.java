package org.meitheal.core.policy;

import org.meitheal.core.job.Job;

/**
 * How long policies that reserve take jobs to be, whatever the jobs turn out to take.
 *
 * @param highMs of high priority
 * @param narrowMs of low priority on the fewest cores
 * @param wideMs of low priority on the most
 */
public record ReservedTimes(double highMs, double narrowMs, double wideMs) {
  /** What the source reserves: arXiv 2504.16792. */
  public static final ReservedTimes PUBLISHED = new ReservedTimes(980, 16_862, 11_611);

  double ms(Job job, int cores) {
    if (job.high()) {
      return highMs;
    }
    return cores == job.times().fewestCores() ? narrowMs : wideMs;
  }
}
