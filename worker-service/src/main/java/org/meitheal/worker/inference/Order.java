package org.meitheal.worker.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.lane.Demand;

/**
 * How a request is to be done.
 *
 * @param receivedAt when its first byte was seen, in the lanes' clock
 * @param deadline in the lanes' clock
 * @param priority 1 is highest, 0 the default
 */
public record Order(long receivedAt, long deadline, int priority) {
  /**
   * @param wanted how long it may take; the longest that is allowed, where nothing is said
   * @param longest that is allowed
   */
  public static Order of(
      long receivedAt, @Nullable Duration wanted, Duration longest, int priority) {
    Duration time = wanted == null || wanted.compareTo(longest) > 0 ? longest : wanted;
    return new Order(receivedAt, receivedAt + time.toNanos(), priority);
  }

  Demand demand(long expectedNanos) {
    return new Demand(priority, deadline, expectedNanos);
  }
}
