package org.meitheal.scheduler.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.meitheal.core.fleet.DeviceId;

/**
 * Work that this scheduler sent and that no heartbeat has shown yet. What a heartbeat was able to
 * show is left to it: the worker knows better.
 */
final class Commitments {
  /** A heartbeat says what was so when it was composed, a little before it came in. */
  private static final Duration COMPOSING = Duration.ofMillis(100);

  private final LongSupplier nanoTime;
  private final Map<DeviceId, Set<Sent>> sent = new ConcurrentHashMap<>();

  Commitments(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Commitment add(DeviceId device, Duration expectedLane) {
    Sent work = new Sent(new Object(), nanoTime.getAsLong(), expectedLane);
    Set<Sent> ofDevice = sent.computeIfAbsent(device, _ -> ConcurrentHashMap.newKeySet());
    ofDevice.add(work);
    return () -> ofDevice.remove(work);
  }

  /**
   * @param reportAge how old the device's last report is
   * @return what is left of each piece of work that the report cannot have shown, in the order sent
   */
  List<Duration> unreported(DeviceId device, Duration reportAge) {
    Set<Sent> ofDevice = sent.get(device);
    if (ofDevice == null || ofDevice.isEmpty()) {
      return List.of();
    }
    long now = nanoTime.getAsLong();
    long reported = now - reportAge.plus(COMPOSING).toNanos();
    return ofDevice.stream()
        .filter(work -> work.atNanos - reported > 0)
        .sorted((a, b) -> Long.compare(a.atNanos - now, b.atNanos - now))
        .map(work -> work.left(now))
        .toList();
  }

  /**
   * @param identity tells two alike apart
   */
  private record Sent(Object identity, long atNanos, Duration expectedLane) {
    Duration left(long now) {
      Duration left = expectedLane.minusNanos(now - atNanos);
      return left.isNegative() ? Duration.ZERO : left;
    }
  }
}
