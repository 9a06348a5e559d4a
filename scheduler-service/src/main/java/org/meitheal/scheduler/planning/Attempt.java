package org.meitheal.scheduler.planning;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;

/**
 * One try at a request.
 *
 * @param number from 1
 * @param execution none for a comparison
 * @param excluded devices that already failed this request
 * @param because why there is an attempt after the first, in a sentence
 */
public record Attempt(
    int number,
    @Nullable String execution,
    Set<DeviceId> excluded,
    Duration timeLeft,
    @Nullable String because) {
  public Attempt {
    excluded = Set.copyOf(excluded);
  }

  public static Attempt comparison(Duration timeLeft) {
    return new Attempt(1, null, Set.of(), timeLeft, null);
  }
}
