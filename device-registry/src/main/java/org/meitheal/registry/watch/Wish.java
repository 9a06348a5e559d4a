package org.meitheal.registry.watch;

import java.time.Duration;
import org.meitheal.protocol.problem.ProblemException;

/**
 * What a follower wants to be told of.
 *
 * @param linkPeriod each link at most once in; zero for each change at once
 * @param segments whether devices come with what each segment of each model takes
 */
record Wish(Duration linkPeriod, boolean segments) {
  private static final long LONGEST_MS = 60_000;

  static final Wish ALL = new Wish(Duration.ZERO, true);

  /**
   * @throws ProblemException 400 {@code invalid-period}
   */
  static Wish of(long linkPeriodMs, boolean segments) {
    if (linkPeriodMs < 0 || linkPeriodMs > LONGEST_MS) {
      throw new ProblemException(
          400, "invalid-period", false, "link_period_ms is 0 to " + LONGEST_MS);
    }
    return new Wish(Duration.ofMillis(linkPeriodMs), segments);
  }

  /** Who is not told of each change cannot go on from the last one heard. */
  boolean canResume() {
    return linkPeriod.isZero();
  }
}
