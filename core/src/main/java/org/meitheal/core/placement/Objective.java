package org.meitheal.core.placement;

/**
 * Which end of the trade between cost, latency and reliability the caller holds fixed (planning.md
 * §5).
 */
public enum Objective {
  /**
   * The cheapest candidate that meets the deadline with the target reliability; if none does, as
   * RELIABILITY.
   */
  FRUGAL,
  /** The largest probability of meeting the deadline. */
  RELIABILITY,
  /** The smallest (1 − ε)-quantile of the completion time. */
  LATENCY
}
