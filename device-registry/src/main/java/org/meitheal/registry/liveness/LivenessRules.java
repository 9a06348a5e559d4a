package org.meitheal.registry.liveness;

import java.time.Duration;
import java.time.Instant;
import org.meitheal.core.fleet.Liveness;

/**
 * The verdict on a lease at a moment: ONLINE while heartbeats come, SUSPECT when one is overdue by
 * more than half a period, OFFLINE from the lease's end on.
 *
 * @param period between heartbeats
 */
public record LivenessRules(Duration period) {

  /** Pure: the same lease and moment give the same verdict. */
  public Verdict judge(Lease lease, Instant now) {
    return switch (lease) {
      case Lease.Held held -> judgeHeld(held, now);
      case Lease.Presumed presumed -> judgePresumed(presumed, now);
      case Lease.Released released -> new Verdict(Liveness.OFFLINE, released.at(), "It shut down.");
    };
  }

  private Verdict judgeHeld(Lease.Held held, Instant now) {
    Instant overdue = held.renewedAt().plus(period).plus(period.dividedBy(2));
    if (!now.isBefore(held.until())) {
      return new Verdict(Liveness.OFFLINE, held.until(), "Its lease ended without a heartbeat.");
    }
    if (now.isAfter(overdue)) {
      return new Verdict(Liveness.SUSPECT, overdue, "A heartbeat is overdue.");
    }
    return new Verdict(Liveness.ONLINE, held.renewedAt(), "Its heartbeats come.");
  }

  private static Verdict judgePresumed(Lease.Presumed presumed, Instant now) {
    return now.isBefore(presumed.until())
        ? new Verdict(Liveness.SUSPECT, now, "It was not heard of since the registry started.")
        : new Verdict(
            Liveness.OFFLINE,
            presumed.until(),
            "It was not heard of for a full lease after the registry started.");
  }
}
