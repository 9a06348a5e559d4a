package org.meitheal.core.policy;

import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Report;

/**
 * Decides about the jobs of a cluster. It hears what happens, and acts by its {@link Control}; what
 * it does has an effect when its messages have arrived. Nothing is called concurrently.
 */
public interface Policy {
  /** Jobs may start. Each of them has to be ended, by being computed or by {@link Control#stop}. */
  void released(JobSet set, Control control);

  /**
   * The news has arrived that a job is computed, in time or not. It may be of one that was stopped
   * while the news was under way.
   */
  void computed(Job job, Control control);

  /** A device has said how far a job is. */
  default void reported(Job job, Report report, Control control) {}

  /** A moment asked for by {@link Control#wakeAt} has come. */
  default void woken(Control control) {}

  /**
   * A job has been ended because its device or its input is lost. Others of its set go on until
   * they are stopped.
   */
  void lost(Job job, Control control);
}
