package org.meitheal.registry.watch;

import org.meitheal.protocol.problem.ProblemException;

/**
 * What a follower wants to be told of.
 *
 * @param devicesPerSecond so many changes of devices at most; zero for each change at once
 * @param linksPerSecond so many changes of links at most; zero for each change at once
 * @param segments whether devices come with what each segment of each model takes
 */
record Wish(int devicesPerSecond, int linksPerSecond, boolean segments) {
  private static final int MOST = 1_000_000;

  static final Wish ALL = new Wish(0, 0, true);

  /**
   * @throws ProblemException 400 {@code invalid-rate}
   */
  static Wish of(int devicesPerSecond, int linksPerSecond, boolean segments) {
    require("devices_per_second", devicesPerSecond);
    require("links_per_second", linksPerSecond);
    return new Wish(devicesPerSecond, linksPerSecond, segments);
  }

  private static void require(String name, int rate) {
    if (rate < 0 || rate > MOST) {
      throw new ProblemException(400, "invalid-rate", false, name + " is 0 to " + MOST);
    }
  }

  /** Who is not told of each change cannot go on from the last one heard. */
  boolean everything() {
    return devicesPerSecond == 0 && linksPerSecond == 0;
  }
}
