package org.meitheal.core.job;

/**
 * One run of a model that somebody waits for.
 *
 * @param id of its own
 * @param set it counts only if all of this set are done
 * @param source number of the device that has its input
 * @param releasedMs when it could first start
 * @param deadlineMs after which its result is worth nothing
 */
public record Job(
    long id,
    long set,
    int source,
    Priority priority,
    double releasedMs,
    double deadlineMs,
    ServiceTimes times) {
  public Job {
    if (deadlineMs <= releasedMs) {
      throw new IllegalArgumentException(
          "released at %s with a deadline at %s".formatted(releasedMs, deadlineMs));
    }
  }

  public boolean high() {
    return priority == Priority.HIGH;
  }
}
