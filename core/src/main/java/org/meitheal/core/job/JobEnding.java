package org.meitheal.core.job;

/** How a job ended; each ends in exactly one way. */
public enum JobEnding {
  /** It was computed, in time or not. */
  COMPLETED,
  /** It was not taken on. */
  REFUSED,
  /** It was taken on and given up: it, or another of its set, could no longer be in time. */
  DROPPED,
  /** It was stopped for one of a higher priority, and not placed again. */
  EVICTED,
  /** It was stopped because it took longer than was reserved for it. */
  HALTED,
  /** Its device was lost. */
  LOST
}
