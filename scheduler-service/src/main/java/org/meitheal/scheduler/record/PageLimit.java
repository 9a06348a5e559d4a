package org.meitheal.scheduler.record;

import org.meitheal.protocol.problem.ProblemException;

/** How many items a page may have. */
public final class PageLimit {
  private static final int MOST = 200;

  private PageLimit() {}

  /**
   * @throws ProblemException 400 if it is out of bounds
   */
  public static int check(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ProblemException(400, "bad-limit", false, "limit must lie from 1 to " + MOST);
    }
    return limit;
  }
}
