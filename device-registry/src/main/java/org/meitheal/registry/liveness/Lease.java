package org.meitheal.registry.liveness;

import java.time.Duration;
import java.time.Instant;

/** What the registry knows of a device's present life. */
public sealed interface Lease {
  /** Whether somebody may still hold the identity. */
  boolean livesAt(Instant now);

  /** After a registry's start nobody has been heard yet: a full lease is presumed. */
  record Presumed(Instant until) implements Lease {
    @Override
    public boolean livesAt(Instant now) {
      return now.isBefore(until);
    }
  }

  /** Heard of at {@code renewedAt}. */
  record Held(Instant renewedAt, Instant until) implements Lease {
    /** Renews from now on. */
    public static Held from(Instant now, Duration length) {
      return new Held(now, now.plus(length));
    }

    @Override
    public boolean livesAt(Instant now) {
      return now.isBefore(until);
    }
  }

  /** The device said goodbye. */
  record Released(Instant at) implements Lease {
    @Override
    public boolean livesAt(Instant now) {
      return false;
    }
  }
}
