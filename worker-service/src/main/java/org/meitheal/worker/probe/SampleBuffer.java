package org.meitheal.worker.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.LinkSamples;

/**
 * Samples that no heartbeat has delivered yet. Bounded: while the registry is away the oldest go.
 */
public final class SampleBuffer {
  private static final int LIMIT = 512;

  private final LongSupplier nanoTime;
  private final Deque<RoundTrip> roundTrips = new ArrayDeque<>();
  private final Deque<Transfer> transfers = new ArrayDeque<>();
  private long removedRoundTrips;
  private long removedTransfers;
  private long reportedRoundTrips;
  private long reportedTransfers;

  public SampleBuffer(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record RoundTrip(String to, @Nullable Double ms, long takenAt) {}

  private record Transfer(String to, long bytes, double bytesPerSecond, long takenAt) {}

  /**
   * @param ms none for a probe that was lost
   */
  synchronized void addRoundTrip(String to, @Nullable Double ms) {
    if (roundTrips.size() == LIMIT) {
      roundTrips.removeFirst();
      removedRoundTrips++;
    }
    roundTrips.addLast(new RoundTrip(to, ms, nanoTime.getAsLong()));
  }

  synchronized void addTransfer(String to, long bytes, double bytesPerSecond) {
    if (transfers.size() == LIMIT) {
      transfers.removeFirst();
      removedTransfers++;
    }
    transfers.addLast(new Transfer(to, bytes, bytesPerSecond, nanoTime.getAsLong()));
  }

  /** All of them, with their age now; they stay until {@link #delivered}. */
  public synchronized LinkSamples report(String from) {
    long now = nanoTime.getAsLong();
    reportedRoundTrips = removedRoundTrips + roundTrips.size();
    reportedTransfers = removedTransfers + transfers.size();
    return new LinkSamples(
        from,
        roundTrips.stream()
            .map(s -> new LinkSamples.RoundTrip(s.to, s.ms, ageMs(now, s.takenAt)))
            .toList(),
        transfers.stream()
            .map(s ->
                new LinkSamples.Transfer(s.to, s.bytes, s.bytesPerSecond, ageMs(now, s.takenAt)))
            .toList());
  }

  /** Drops what the last report held. */
  public synchronized void delivered() {
    while (removedRoundTrips < reportedRoundTrips && !roundTrips.isEmpty()) {
      roundTrips.removeFirst();
      removedRoundTrips++;
    }
    while (removedTransfers < reportedTransfers && !transfers.isEmpty()) {
      transfers.removeFirst();
      removedTransfers++;
    }
  }

  private static long ageMs(long now, long then) {
    return TimeUnit.NANOSECONDS.toMillis(now - then);
  }
}
