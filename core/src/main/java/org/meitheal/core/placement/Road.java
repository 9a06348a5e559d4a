package org.meitheal.core.placement;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.link.LinkEstimate;

/**
 * The way of the input to a device and of the answer back, in milliseconds.
 *
 * @param sendMs half a round trip + input bytes ÷ bandwidth
 * @param returnMs half a round trip + output bytes ÷ bandwidth
 * @param occupiedMs how long the link is taken: both transfers without the round trip
 * @param varianceMs2 of send + return
 * @param bytesPerSecond that the input is sent with
 */
record Road(
    double sendMs, double returnMs, double occupiedMs, double varianceMs2, double bytesPerSecond) {
  /** Where the input is on the device already. */
  static final Road NONE = new Road(0, 0, 0, 0, Double.POSITIVE_INFINITY);

  /** A bandwidth that was only assumed may well be off by its whole. */
  private static final double RELATIVE_SPREAD_OF_ASSUMED = 1;

  /**
   * @param back the link of the answer; where it has no recorded bandwidth, that of {@code out}
   *     counts for both ways
   */
  static Road of(
      LinkEstimate out,
      @Nullable LinkEstimate back,
      long inputBytes,
      long outputBytes,
      double assumedBytesPerSecond) {
    Bandwidth there = Bandwidth.of(out, assumedBytesPerSecond);
    Bandwidth home =
        back == null || back.bytesPerSecond() == null
            ? there
            : Bandwidth.of(back, assumedBytesPerSecond);
    double inputMs = there.transferMs(inputBytes);
    double outputMs = home.transferMs(outputBytes);
    double varianceMs2 =
        square(out.spreadMs())
            + square(inputMs * there.relativeSpread())
            + square(outputMs * home.relativeSpread());
    double halfRoundTripMs = out.roundTripMs() / 2;
    return new Road(
        halfRoundTripMs + inputMs,
        halfRoundTripMs + outputMs,
        inputMs + outputMs,
        varianceMs2,
        there.bytesPerSecond());
  }

  private static double square(double value) {
    return value * value;
  }

  private record Bandwidth(double bytesPerSecond, double relativeSpread) {
    static Bandwidth of(LinkEstimate link, double assumedBytesPerSecond) {
      Double recorded = link.bytesPerSecond();
      return recorded == null
          ? new Bandwidth(assumedBytesPerSecond, RELATIVE_SPREAD_OF_ASSUMED)
          : new Bandwidth(recorded, link.relativeBandwidthSpread());
    }

    double transferMs(long bytes) {
      return bytes * 1e3 / bytesPerSecond;
    }
  }
}
