package org.meitheal.worker.enrolment;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double up to a bound, with a random part so that a fleet does not retry in step. */
final class BackOff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  BackOff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.next = first;
  }

  Duration next() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return Duration.ofMillis((long) (wait.toMillis() * random.nextDouble(0.5, 1)));
  }

  void reset() {
    next = first;
  }
}
