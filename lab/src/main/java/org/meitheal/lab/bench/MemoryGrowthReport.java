package org.meitheal.lab.bench;

import java.util.List;

/**
 * Whether a worker's memory grows with the requests it has answered; MB are 10⁶ bytes.
 *
 * @param shapes how many different ones were asked
 * @param growthMb of the resident set, between the first checkpoint and the last; negative if it
 *     shrank
 * @param allowedMb the most that it may grow
 */
public record MemoryGrowthReport(
    int requests,
    int shapes,
    double seconds,
    List<Checkpoint> checkpoints,
    double growthMb,
    double allowedMb,
    boolean ok) {
  /**
   * The worker's memory once it has answered so many requests.
   *
   * @param rssMb resident set
   * @param pssMb proportional set: pages shared with other processes count in part
   */
  public record Checkpoint(int requests, double rssMb, double pssMb) {}

  public MemoryGrowthReport {
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * @param checkpoints at least two, in the order in which they were taken
   */
  static MemoryGrowthReport of(
      int shapes, double seconds, List<Checkpoint> checkpoints, double allowedMb) {
    if (checkpoints.size() < 2) {
      throw new IllegalArgumentException("growth lies between two checkpoints");
    }
    Checkpoint last = checkpoints.getLast();
    double growth = tenths(last.rssMb() - checkpoints.getFirst().rssMb());
    return new MemoryGrowthReport(
        last.requests(),
        shapes,
        tenths(seconds),
        checkpoints,
        growth,
        allowedMb,
        growth <= allowedMb);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /** As a person reads it. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            "%s  the worker's resident memory changed by %+.1f MB between request %d and %d (allowed: %.1f)"
                .formatted(
                    ok ? "ok" : "NOT ok",
                    growthMb,
                    checkpoints.getFirst().requests(),
                    requests,
                    allowedMb));
    text.append("%n  %d shapes, %.1f s".formatted(shapes, seconds));
    text.append("%n  requests    RSS MB    PSS MB".formatted());
    checkpoints.forEach(at ->
        text.append("%n  %8d  %8.1f  %8.1f".formatted(at.requests(), at.rssMb(), at.pssMb())));
    return text.toString();
  }
}
