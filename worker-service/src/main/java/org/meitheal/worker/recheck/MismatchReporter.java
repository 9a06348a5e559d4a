package org.meitheal.worker.recheck;

import org.meitheal.protocol.scheduler.MismatchReport;

/** Tells the scheduler. */
interface MismatchReporter {
  /** Tries a few times; a report that cannot be delivered is in the log. */
  void report(MismatchReport mismatch) throws InterruptedException;
}
