package org.meitheal.worker.probe;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Probes one link: its round trip each time, its bandwidth when no sample is recent. The bytes of
 * bandwidth probes stay under {@value #LINK_SHARE} of what the link carries.
 */
final class LinkProbe {
  private static final double LINK_SHARE = 0.01;
  private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** With fewer, one disturbed transfer would be the estimate. */
  private static final int ENOUGH_TRANSFERS = 3;

  private static final int SMALL_BYTES = 64 << 10;
  private static final int LARGE_BYTES = 256 << 10;

  /** A transfer cannot take less than this share of what was measured, round trip taken off. */
  private static final double SHORTEST_SHARE = 0.1;

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final String target;
  private final ProbeConnection connection;
  private final SampleBuffer samples;
  private final LongSupplier nanoTime;
  private boolean warm;
  private boolean transferredOnce;
  private int transfers;
  private double lastRoundTripMs = Double.NaN;
  private double bytesPerSecond;
  private long nextTransferAt;

  LinkProbe(
      String target, ProbeConnection connection, SampleBuffer samples, LongSupplier nanoTime) {
    this.target = target;
    this.connection = connection;
    this.samples = samples;
    this.nanoTime = nanoTime;
    this.nextTransferAt = nanoTime.getAsLong();
  }

  /** One round trip; the first over a new connection only opens it. */
  void probeRoundTrip() throws InterruptedException {
    try {
      if (!warm) {
        connection.roundTripMs();
        warm = true;
      }
      lastRoundTripMs = connection.roundTripMs();
      samples.addRoundTrip(target, lastRoundTripMs);
    } catch (IOException lost) {
      warm = false;
      samples.addRoundTrip(target, null);
    }
  }

  /** Whether the link's bandwidth should be measured now. */
  boolean wantsTransfer() {
    return warm && nanoTime.getAsLong() - nextTransferAt >= 0;
  }

  /** The first one measures how cold both ends are, and is not kept. */
  void probeTransfer() throws InterruptedException {
    int bytes = worthLarge() ? LARGE_BYTES : SMALL_BYTES;
    try {
      double ms = connection.transferMs(new byte[bytes]);
      double onTheWireMs = Math.max(ms - lastRoundTripMs, ms * SHORTEST_SHARE);
      if (!transferredOnce) {
        transferredOnce = true;
        return;
      }
      bytesPerSecond = bytes / onTheWireMs * MILLIS_PER_SECOND;
      samples.addTransfer(target, bytes, bytesPerSecond);
      transfers++;
    } catch (IOException lost) {
      warm = false;
    }
    nextTransferAt = nanoTime.getAsLong() + waitNanos(bytes);
  }

  private boolean worthLarge() {
    return LARGE_BYTES * NANOS_PER_SECOND / RECENT_NANOS < LINK_SHARE * bytesPerSecond;
  }

  private long waitNanos(int bytes) {
    long polite =
        bytesPerSecond == 0
            ? RECENT_NANOS
            : (long) (bytes / (LINK_SHARE * bytesPerSecond) * NANOS_PER_SECOND);
    return transfers < ENOUGH_TRANSFERS ? polite : Math.max(RECENT_NANOS, polite);
  }
}
