package org.meitheal.registry.watch;

import java.util.function.LongSupplier;

/**
 * Versions of the watch: ever growing, also across restarts. Blocks of a million come from a
 * database sequence and are handed out from memory, so that a change waits for the database once in
 * hours, and the registry goes on for as long without it. Not for several threads at once.
 */
final class Versions {
  /** The increment of the sequence {@code watch_versions}. */
  static final long BLOCK = 1_000_000;

  private final LongSupplier sequence;
  private long next;
  private long end;

  /**
   * @param sequence the first version of a new block; throws while the database is away
   */
  Versions(LongSupplier sequence) {
    this.sequence = sequence;
  }

  long next() {
    if (next == end) {
      next = sequence.getAsLong();
      end = next + BLOCK;
    }
    return next++;
  }
}
