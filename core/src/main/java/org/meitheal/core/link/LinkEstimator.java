package org.meitheal.core.link;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.LinkRecord;

/** Turns what was measured on a link into what is expected of it. Pure. */
public interface LinkEstimator {
  /** None without a recorded round trip. */
  @Nullable LinkEstimate estimate(LinkRecord link);

  /**
   * The expected round trip alone, in milliseconds: what ranks all links by nearness, so that only
   * the nearest are estimated in full.
   *
   * @return positive infinity without a recorded round trip
   */
  double roundTripMs(LinkRecord link);
}
