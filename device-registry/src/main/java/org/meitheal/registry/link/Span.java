package org.meitheal.registry.link;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time that ends at {@code until}, itself included. */
record Span(Instant until, Duration length) {
  Instant since() {
    return until.minus(length);
  }

  /**
   * A longer stretch with the same end. Its begin is up to half as early again, and moves in steps
   * of a quarter of the length: who asks for the last hour every few seconds gets what was found in
   * the same samples, and the same marks.
   */
  Span withLead() {
    long step = Math.max(1, length.toMillis() / 4);
    long begin = Math.floorDiv(since().toEpochMilli(), step) * step - step;
    return new Span(until, Duration.between(Instant.ofEpochMilli(begin), until));
  }

  /** How long each of so many equal pieces is, in milliseconds, at least one. */
  long pieceMs(int pieces) {
    return Math.max(1, Math.ceilDiv(length.toMillis(), pieces));
  }
}
