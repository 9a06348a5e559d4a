package org.meitheal.core.slo;

import org.jspecify.annotations.Nullable;

/**
 * How an execution ended, as far as an objective asks.
 *
 * @param actualMs from the first byte of the request to its answer; none without an answer
 * @param deadlineMs the request's own
 */
public record Ending(How how, @Nullable Double actualMs, double deadlineMs) {
  /** The ways to end. */
  public enum How {
    COMPLETED,
    /** The deadline passed. */
    EXPIRED,
    FAILED,
    /** Never started: infeasible, or nobody could take it. */
    REJECTED,
    CANCELLED,
    /** The client's own input or connection was at fault. */
    CLIENT_FAULT
  }

  public Ending {
    if (how == How.COMPLETED && actualMs == null) {
      throw new IllegalArgumentException("what completed took some time");
    }
  }
}
