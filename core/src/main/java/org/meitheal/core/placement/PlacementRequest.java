package org.meitheal.core.placement;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.split.DivisibleWork;

/**
 * What is asked, as far as placing it needs to know.
 *
 * @param modelSha256 the bundle that must be held ready
 * @param origin where the input is
 * @param source the device that the request belongs to; without it there is no local candidate
 * @param multiplyAdds the work of the whole request
 * @param timeLeft until the deadline
 * @param targetReliability 1 − ε, in (0, 1)
 * @param forced the only placement that may be chosen; the others are compared all the same
 * @param excluded devices that already failed this request
 * @param divisible none where the input cannot be divided
 * @param maxDevices that may take part
 * @param history of such requests
 * @param lead the only device that may do it, alone or with others that it leads; none if any may
 */
public record PlacementRequest(
    String model,
    String modelSha256,
    NodeId origin,
    @Nullable DeviceId source,
    long inputBytes,
    long outputBytes,
    long multiplyAdds,
    Duration timeLeft,
    Objective objective,
    double targetReliability,
    @Nullable Placement forced,
    Set<DeviceId> excluded,
    @Nullable DivisibleWork divisible,
    int maxDevices,
    PredictionHistory history,
    @Nullable DeviceId lead) {
  public PlacementRequest {
    excluded = Set.copyOf(excluded);
    if (inputBytes < 0 || outputBytes < 0 || multiplyAdds < 0) {
      throw new IllegalArgumentException("sizes and work must not be negative");
    }
    if (maxDevices < 1) {
      throw new IllegalArgumentException("at least one device must take part");
    }
    if (!(targetReliability > 0 && targetReliability < 1)) {
      throw new IllegalArgumentException("target reliability must lie between 0 and 1");
    }
  }
}
