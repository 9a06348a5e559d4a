package org.meitheal.core.split;

import java.util.List;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.SegmentCost;

/**
 * A device that may take part.
 *
 * @param cell the access point whose air time it shares with others of the same cell
 * @param laneFreeInMs for each lane, the time until it is free
 * @param segments what each segment takes on one lane, in order; empty while that is not measured
 * @param relativeSpread standard deviation of an execution's time ÷ its expected time
 */
public record Member(
    DeviceId device,
    String cell,
    List<Double> laneFreeInMs,
    List<SegmentCost> segments,
    double relativeSpread) {
  public Member {
    laneFreeInMs = List.copyOf(laneFreeInMs);
    segments = List.copyOf(segments);
    if (laneFreeInMs.stream().anyMatch(ms -> !(ms >= 0) || ms.isInfinite())) {
      throw new IllegalArgumentException(
          "%s: a lane is free in a time that is not negative: %s".formatted(device, laneFreeInMs));
    }
    if (!(relativeSpread >= 0) || Double.isInfinite(relativeSpread)) {
      throw new IllegalArgumentException(device + ": no spread: " + relativeSpread);
    }
  }

  boolean canRun(int count) {
    return !laneFreeInMs.isEmpty() && segments.size() >= count;
  }
}
