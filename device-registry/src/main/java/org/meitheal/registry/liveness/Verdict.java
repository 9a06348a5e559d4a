package org.meitheal.registry.liveness;

import java.time.Instant;
import org.meitheal.core.fleet.Liveness;

/**
 * Whether a device can be relied on.
 *
 * @param since when it became so
 * @param why in a sentence
 */
public record Verdict(Liveness liveness, Instant since, String why) {
  /** The next verdict, unless it says the same: then this one, with its own since and why. */
  public Verdict then(Verdict next) {
    return next.liveness == liveness ? this : next;
  }
}
