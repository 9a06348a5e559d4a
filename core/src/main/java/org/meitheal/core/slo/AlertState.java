package org.meitheal.core.slo;

import java.time.Instant;

/** Where an alert stands. */
public sealed interface AlertState {
  AlertState OK = new Ok();

  /** The next state, where the windows say this now. */
  AlertState next(boolean burns, Instant now);

  /** Nothing burns. */
  record Ok() implements AlertState {
    @Override
    public AlertState next(boolean burns, Instant now) {
      return burns ? new Firing(now) : this;
    }
  }

  /** The budget burns. */
  record Firing(Instant since) implements AlertState {
    @Override
    public AlertState next(boolean burns, Instant now) {
      return burns ? this : OK;
    }
  }
}
