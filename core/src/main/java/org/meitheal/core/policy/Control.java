package org.meitheal.core.policy;

import java.util.List;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;

/**
 * What a policy may ask and do. Devices are numbered from 0. Messages to a device arrive in the
 * order in which they were sent; a job that a device has no cores for waits there, first come first
 * served, and a job that runs changes at the end of its quantum.
 */
public interface Control {
  /** Milliseconds of whatever clock, never backwards. */
  double nowMs();

  int devices();

  /**
   * The devices that share their air with this one, itself included: always the same list for all
   * of them.
   */
  List<Integer> cell(int device);

  /** How many cores a device has; 0 while it is lost. */
  int cores(int device);

  /**
   * Sends a job to a device, its input following from its source.
   *
   * @param cores one of its widths
   */
  void start(Job job, int device, int cores);

  /** Has a started job go on with so many cores, one of its widths; 0 suspends it. */
  void setCores(Job job, int cores);

  /**
   * Has a started job go on elsewhere with what it has done; it is suspended while that is under
   * way.
   */
  void move(Job job, int device, int cores);

  /** Ends a job, wherever it is; not for {@link JobEnding#COMPLETED}. */
  void stop(Job job, JobEnding ending);

  /** Takes a started job from its device, what it has done lost; it may be started again. */
  void evict(Job job);

  /** Has {@link Policy#woken} called at that time, or soon if it has passed. */
  void wakeAt(double atMs);
}
