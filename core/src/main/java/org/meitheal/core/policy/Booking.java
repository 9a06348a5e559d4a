package org.meitheal.core.policy;

import org.meitheal.core.job.Job;

/** Cores of a device reserved for a job, [startMs, endMs). */
record Booking(Job job, int device, int cores, double startMs, double endMs) {
  boolean overlaps(double fromMs, double toMs) {
    return startMs < toMs && fromMs < endMs;
  }
}
