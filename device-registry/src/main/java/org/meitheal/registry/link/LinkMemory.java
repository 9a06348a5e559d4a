package org.meitheal.registry.link;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.LinkView;

/**
 * The last five samples of a link, oldest first.
 *
 * @param lost probes in this registry's life
 * @param consecutiveLosses since the last that came back
 * @param sampledAt the newest sample, a lost one included
 */
record LinkMemory(
    List<Double> roundTripsMs,
    List<Double> bytesPerSecond,
    long lost,
    long consecutiveLosses,
    Instant sampledAt) {
  static final int KEPT = 5;
  static final LinkMemory EMPTY = new LinkMemory(List.of(), List.of(), 0, 0, Instant.EPOCH);

  LinkMemory withRoundTrip(@Nullable Double ms, Instant at) {
    return ms == null
        ? new LinkMemory(roundTripsMs, bytesPerSecond, lost + 1, consecutiveLosses + 1, later(at))
        : new LinkMemory(appended(roundTripsMs, ms), bytesPerSecond, lost, 0, later(at));
  }

  LinkMemory withTransfer(double rate, Instant at) {
    return new LinkMemory(
        roundTripsMs, appended(bytesPerSecond, rate), lost, consecutiveLosses, later(at));
  }

  LinkView view(LinkKey key) {
    return new LinkView(
        key.from(),
        key.to(),
        roundTripsMs,
        bytesPerSecond,
        median(roundTripsMs),
        median(bytesPerSecond),
        lost,
        consecutiveLosses,
        sampledAt);
  }

  private Instant later(Instant at) {
    return at.isAfter(sampledAt) ? at : sampledAt;
  }

  private static List<Double> appended(List<Double> samples, double sample) {
    return Stream.concat(
            samples.stream().skip(Math.max(0, samples.size() - KEPT + 1)), Stream.of(sample))
        .toList();
  }

  /** The middle one, or the mean of the middle two. */
  static @Nullable Double median(List<Double> samples) {
    if (samples.isEmpty()) {
      return null;
    }
    List<Double> sorted = samples.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
