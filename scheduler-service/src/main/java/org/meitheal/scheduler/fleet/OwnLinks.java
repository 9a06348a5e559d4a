package org.meitheal.scheduler.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.LinkSamples.RoundTrip;
import org.meitheal.protocol.registry.LinkSamples.Transfer;
import org.meitheal.protocol.registry.ProbeTarget;

/**
 * What this site measured of its links: used at once for its own plans, and handed to the registry
 * in batches.
 */
final class OwnLinks {
  /** Less says more about the round trip than about the bandwidth. */
  private static final long MIN_TRANSFER_BYTES = 64 << 10;

  /** Under it the clock and the scheduler of threads are measured, not the link. */
  private static final Duration MIN_TRANSFER_TIME = Duration.ofNanos(100_000);

  private static final Duration BANDWIDTH_STALE = Duration.ofSeconds(30);
  private static final int MAX_WAITING = 10_000;

  private final LongSupplier nanoTime;
  private final Map<String, LinkHistory> histories = new ConcurrentHashMap<>();
  private final ArrayDeque<Taken> waiting = new ArrayDeque<>();

  OwnLinks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** From now on the device is there. If it was elsewhere, what was measured no longer counts. */
  void locate(String device, String url) {
    histories.compute(
        device, (_, old) -> old != null && old.isOf(url) ? old : new LinkHistory(url));
  }

  void forget(String device) {
    histories.remove(device);
  }

  /** A probe came back. */
  void roundTrip(ProbeTarget target, Duration roundTrip) {
    if (addAll(target, roundTrip, roundTrip)) {
      hand(new Taken.Trip(target.id(), millis(roundTrip), nanoTime.getAsLong()));
    }
  }

  /**
   * A probe was lost.
   *
   * @param waited before giving up
   * @param asIf what planning is to take the round trip for
   */
  void lost(ProbeTarget target, Duration waited, Duration asIf) {
    if (addAll(target, asIf, waited)) {
      hand(new Taken.Trip(target.id(), null, nanoTime.getAsLong()));
    }
  }

  /**
   * @param took sending the bytes and one round trip
   */
  void transferred(ProbeTarget target, long bytes, Duration took) {
    LinkHistory history = history(target);
    if (history == null || bytes < MIN_TRANSFER_BYTES) {
      return;
    }
    Duration sending = took.minus(history.medianRoundTrip());
    if (sending.compareTo(MIN_TRANSFER_TIME) >= 0) {
      double bytesPerSecond = bytes / (sending.toNanos() / 1e9);
      if (history.add(bytesPerSecond, nanoTime.getAsLong())) {
        hand(new Taken.Sent(target.id(), bytes, bytesPerSecond, nanoTime.getAsLong()));
      }
    }
  }

  /** Whether too few transfers, or none lately, told the link's bandwidth. */
  boolean bandwidthIsStale(ProbeTarget target) {
    LinkHistory history = history(target);
    return history != null && history.bandwidthIsOlder(BANDWIDTH_STALE, nanoTime.getAsLong());
  }

  boolean knows(String device) {
    LinkHistory history = histories.get(device);
    return history != null && !history.isEmpty();
  }

  /** None before the first probe. */
  Optional<LinkRecord> record(NodeId site, DeviceId device) {
    LinkHistory history = histories.get(device.value());
    return history == null || history.isEmpty()
        ? Optional.empty()
        : Optional.of(history.record(site, device.node()));
  }

  /** Of the newest round trip; none before the first. */
  Optional<Duration> age(DeviceId device) {
    LinkHistory history = histories.get(device.value());
    return history == null || history.isEmpty()
        ? Optional.empty()
        : Optional.of(history.age(nanoTime.getAsLong()));
  }

  /** Takes the samples that the registry has not been told. */
  LinkSamples take(NodeId site) {
    List<Taken> taken;
    synchronized (waiting) {
      taken = List.copyOf(waiting);
      waiting.clear();
    }
    long now = nanoTime.getAsLong();
    List<RoundTrip> trips = new ArrayList<>();
    List<Transfer> transfers = new ArrayList<>();
    for (Taken sample : taken) {
      switch (sample) {
        case Taken.Trip(String to, Double ms, long at) ->
            trips.add(new RoundTrip(to, ms, ageMs(at, now)));
        case Taken.Sent(String to, long bytes, double bytesPerSecond, long at) ->
            transfers.add(new Transfer(to, bytes, bytesPerSecond, ageMs(at, now)));
      }
    }
    return new LinkSamples(site.value(), trips, transfers);
  }

  /** A slow probe kept others from being sent, and stands for them too. */
  private boolean addAll(ProbeTarget target, Duration roundTrip, Duration waited) {
    LinkHistory history = history(target);
    long periods = Math.clamp(waited.dividedBy(Prober.PERIOD), 1, LinkHistory.KEPT);
    for (int period = 0; history != null && period < periods; period++) {
      history.add(roundTrip, nanoTime.getAsLong());
    }
    return history != null;
  }

  /** None if the device has moved since, or has gone. */
  private @Nullable LinkHistory history(ProbeTarget target) {
    LinkHistory history = histories.get(target.id());
    return history != null && history.isOf(target.url()) ? history : null;
  }

  /** While the registry is away the newest wait for it, so many and no more. */
  private void hand(Taken sample) {
    synchronized (waiting) {
      if (waiting.size() >= MAX_WAITING) {
        waiting.removeFirst();
      }
      waiting.add(sample);
    }
  }

  private static long ageMs(long at, long now) {
    return (now - at) / 1_000_000;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private sealed interface Taken {
    record Trip(String to, @Nullable Double ms, long atNanos) implements Taken {}

    record Sent(String to, long bytes, double bytesPerSecond, long atNanos) implements Taken {}
  }
}
