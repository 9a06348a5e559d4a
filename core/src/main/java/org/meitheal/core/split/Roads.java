package org.meitheal.core.split;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.link.LinkEstimate;

/**
 * The way between any two devices that take part. Where a direction was not measured, the other one
 * counts. Two helpers without any measurement between them, but with one to the lead each: if all
 * three are in one cell, all of their ways lead through the same access point, so the slower of
 * both counts; else the way over the lead does, the sum of both.
 */
final class Roads {
  private static final double RELATIVE_SPREAD_OF_ASSUMED = 1;

  private final DeviceId lead;
  private final double assumedBytesPerSecond;
  private final Map<DeviceId, Map<DeviceId, LinkEstimate>> links = new HashMap<>();

  Roads(DeviceId lead, List<PairLink> known, double assumedBytesPerSecond) {
    this.lead = lead;
    this.assumedBytesPerSecond = assumedBytesPerSecond;
    for (PairLink link : known) {
      links.computeIfAbsent(link.from(), _ -> new HashMap<>()).put(link.to(), link.estimate());
    }
  }

  /**
   * @param oneWayMs half a round trip
   * @param spreadMs its standard deviation
   * @param msPerByte with the cells to itself
   * @param relativeSpread of a transfer's time
   */
  record Road(double oneWayMs, double spreadMs, double msPerByte, double relativeSpread) {
    Road after(Road other) {
      return new Road(
          oneWayMs + other.oneWayMs,
          Math.hypot(spreadMs, other.spreadMs),
          msPerByte + other.msPerByte,
          Math.max(relativeSpread, other.relativeSpread));
    }

    Road slowerOf(Road other) {
      return new Road(
          Math.max(oneWayMs, other.oneWayMs),
          Math.max(spreadMs, other.spreadMs),
          Math.max(msPerByte, other.msPerByte),
          Math.max(relativeSpread, other.relativeSpread));
    }
  }

  /** None where nothing is known of it. */
  @Nullable Road between(Member from, Member to, boolean oneCell) {
    Road direct = measured(from.device(), to.device());
    if (direct != null || from.device().equals(lead) || to.device().equals(lead)) {
      return direct;
    }
    Road first = measured(from.device(), lead);
    Road second = measured(lead, to.device());
    if (first == null || second == null) {
      return null;
    }
    return oneCell ? first.slowerOf(second) : first.after(second);
  }

  private @Nullable Road measured(DeviceId from, DeviceId to) {
    LinkEstimate there = estimate(from, to);
    LinkEstimate back = estimate(to, from);
    LinkEstimate roundTrip = there == null ? back : there;
    if (roundTrip == null) {
      return null;
    }
    LinkEstimate bandwidth =
        there != null && there.bytesPerSecond() != null
            ? there
            : back != null && back.bytesPerSecond() != null ? back : null;
    Double bytesPerSecond = bandwidth == null ? null : bandwidth.bytesPerSecond();
    return new Road(
        roundTrip.roundTripMs() / 2,
        roundTrip.spreadMs(),
        1e3 / (bytesPerSecond == null ? assumedBytesPerSecond : bytesPerSecond),
        bandwidth == null ? RELATIVE_SPREAD_OF_ASSUMED : bandwidth.relativeBandwidthSpread());
  }

  private @Nullable LinkEstimate estimate(DeviceId from, DeviceId to) {
    Map<DeviceId, LinkEstimate> out = links.get(from);
    return out == null ? null : out.get(to);
  }
}
