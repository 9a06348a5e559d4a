package org.meitheal.core.placement;

import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Device;
import org.meitheal.core.fleet.ModelSpeed;

/**
 * A device as seen from where the input is.
 *
 * @param here whether the input is there already
 * @param speed of the model asked for; none where the device does not hold it
 * @param obstacle why it may not be chosen, in a sentence; none if it may
 * @param unwanted whether the only obstacle is that the request asks for another placement
 * @param distanceMs round trip + earliest lane; infinite where either is unknown
 */
record Reach(
    Placement placement,
    Device device,
    boolean here,
    @Nullable ModelSpeed speed,
    @Nullable String obstacle,
    boolean unwanted,
    double distanceMs) {
  /** Nearest first. */
  static final Comparator<Reach> BY_DISTANCE =
      Comparator.comparingDouble(Reach::distanceMs).thenComparing(reach -> reach.device().id());

  boolean able() {
    return obstacle == null;
  }

  /** Whether nothing is in its way but perhaps the placement that is asked for. */
  boolean couldTakePart() {
    return obstacle == null || unwanted;
  }

  static double distance(Device device, double roundTripMs) {
    Duration earliest = device.earliestLane();
    return earliest == null ? Double.POSITIVE_INFINITY : roundTripMs + millis(earliest);
  }

  static double millis(Duration duration) {
    return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
  }
}
