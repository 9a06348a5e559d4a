package org.meitheal.core.placement;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.compute.ComputeTime;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.statistics.Normal;

/**
 * Predicts when an answer would be back and what it would take from others.
 *
 * <p>L = wait + send + compute + return, its parts taken as independent and L as normal: means and
 * variances add up. The two halves of a round trip are one measurement, so its variance counts
 * once. The work ahead in a lane is as uncertain as the model's own compute time.
 */
final class Pricing {
  private final PlacementRequest request;
  private final OriginLinks links;
  private final double assumedBytesPerSecond;
  private final double timeLeftMs;
  private final double targetZ;

  Pricing(PlacementRequest request, OriginLinks links, double assumedBytesPerSecond) {
    this.request = request;
    this.links = links;
    this.assumedBytesPerSecond = assumedBytesPerSecond;
    this.timeLeftMs = Reach.millis(request.timeLeft());
    this.targetZ = Normal.quantile(request.targetReliability());
  }

  /** Without a prediction where something that it needs is not known, and an obstacle says what. */
  Candidate price(Reach reach) {
    LinkEstimate link = reach.here() ? null : links.to(reach.device().id());
    Duration earliest = reach.device().earliestLane();
    ModelSpeed speed = reach.speed();
    boolean reached = reach.here() || link != null;
    if (!reached || earliest == null || speed == null || !predictable(reach, speed)) {
      return candidate(reach, link, null, null, null);
    }
    ComputeTime compute = ComputeTime.of(request.multiplyAdds(), speed);
    Road road = link == null ? Road.NONE : road(reach, link);
    double lanesOfOthersMs = reach.placement() == Placement.LOCAL ? 0 : compute.meanMs();
    return candidate(
        reach,
        link,
        link == null ? null : road.bytesPerSecond(),
        lanesOfOthersMs + road.occupiedMs(),
        predict(Reach.millis(earliest), compute, road, speed.relativeSpread()));
  }

  private boolean predictable(Reach reach, ModelSpeed speed) {
    return reach.device().liveness().takesWork()
        && speed.calibrated()
        && speed.sha256().equals(request.modelSha256());
  }

  private Prediction predict(
      double waitMs, ComputeTime compute, Road road, double relativeComputeSpread) {
    double meanMs = waitMs + road.sendMs() + compute.meanMs() + road.returnMs();
    double waitSpreadMs = waitMs * relativeComputeSpread;
    double deviationMs =
        Math.sqrt(
            square(waitSpreadMs) + square(compute.standardDeviationMs()) + road.varianceMs2());
    return new Prediction(
        waitMs,
        road.sendMs(),
        compute.meanMs(),
        road.returnMs(),
        meanMs,
        deviationMs,
        probabilityInTime(meanMs, deviationMs),
        meanMs + targetZ * deviationMs);
  }

  private double probabilityInTime(double meanMs, double deviationMs) {
    if (deviationMs == 0) {
      return meanMs <= timeLeftMs ? 1 : 0;
    }
    return Normal.cumulative((timeLeftMs - meanMs) / deviationMs);
  }

  private Road road(Reach reach, LinkEstimate link) {
    return Road.of(
        link,
        links.from(reach.device().id()),
        request.inputBytes(),
        request.outputBytes(),
        assumedBytesPerSecond);
  }

  private static Candidate candidate(
      Reach reach,
      @Nullable LinkEstimate link,
      @Nullable Double bytesPerSecond,
      @Nullable Double costMs,
      @Nullable Prediction prediction) {
    return new Candidate(
        reach.placement(),
        reach.device().id(),
        reach.device().laneFreeIn().size(),
        reach.device().idleLanes(),
        link == null ? null : (Double) link.roundTripMs(),
        bytesPerSecond,
        costMs,
        prediction,
        reach.obstacle());
  }

  private static double square(double value) {
    return value * value;
  }
}
