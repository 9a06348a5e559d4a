package org.meitheal.core.placement;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.compute.ComputeTime;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.core.statistics.Normal;
import org.meitheal.core.statistics.NormalValue;
import org.meitheal.core.statistics.PredictionCalibration;

/**
 * Predicts when an answer would be back and what it would take from others.
 *
 * <p>L = wait + send + compute + return, its parts taken as independent and L as normal: means and
 * variances add up. The two halves of a round trip are one measurement, so its variance counts
 * once. The work ahead in a lane is as uncertain as the model's own compute time.
 */
final class Pricing {
  private static final double SPREAD_QUANTILE = 0.9;

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
    ComputeTime compute = compute(speed);
    Road road = road(reach);
    double lanesOfOthersMs = reach.placement() == Placement.LOCAL ? 0 : compute.meanMs();
    return candidate(
        reach,
        link,
        link == null ? null : road.bytesPerSecond(),
        lanesOfOthersMs + road.occupiedMs(),
        predict(reach, Reach.millis(earliest), compute, road));
  }

  /** By segment where each was measured: they differ in what a multiply-add takes. */
  private ComputeTime compute(ModelSpeed speed) {
    DivisibleWork work = request.divisible();
    if (work == null || speed.segments().size() < work.segments()) {
      return ComputeTime.of(request.multiplyAdds(), speed);
    }
    double meanMs = work.wholeMs(speed.segments());
    double relative = Math.max(ComputeTime.RELATIVE_FLOOR, speed.relativeSpread());
    return new ComputeTime(meanMs, meanMs * relative);
  }

  /** None of it where the input is there already, or no round trip is recorded. */
  Road road(Reach reach) {
    LinkEstimate link = reach.here() ? null : links.to(reach.device().id());
    return link == null ? Road.NONE : road(reach, link);
  }

  private boolean predictable(Reach reach, ModelSpeed speed) {
    return reach.device().liveness().takesWork()
        && speed.calibrated()
        && speed.sha256().equals(request.modelSha256());
  }

  private Prediction predict(Reach reach, double waitMs, ComputeTime compute, Road road) {
    double relativeComputeSpread = reach.speed() == null ? 0 : reach.speed().relativeSpread();
    double deviationMs =
        Math.sqrt(
            square(waitMs * relativeComputeSpread)
                + square(compute.standardDeviationMs())
                + road.varianceMs2());
    return prediction(
        request.history().of(reach.placement(), reach.device().id()),
        waitMs,
        road,
        compute.meanMs(),
        deviationMs);
  }

  /** A division's completion, the way of the input to its lead and of the answer back. */
  Prediction predict(Reach lead, ComputeTime divided, Road road) {
    double deviationMs = Math.sqrt(square(divided.standardDeviationMs()) + road.varianceMs2());
    return prediction(
        request.history().of(Placement.PARTITIONED, lead.device().id()),
        0,
        road,
        divided.meanMs(),
        deviationMs);
  }

  /**
   * Earlier outcomes move the mean to their median, and give the spread by their 90th percentile.
   */
  private Prediction prediction(
      PredictionCalibration history,
      double waitMs,
      Road road,
      double computeMs,
      double sumDeviationMs) {
    double sumMs = waitMs + road.sendMs() + computeMs + road.returnMs();
    double meanMs = history.median(sumMs);
    double p90Ms = history.quantile(new NormalValue(sumMs, sumDeviationMs), SPREAD_QUANTILE);
    double deviationMs =
        history.samples() == 0
            ? sumDeviationMs
            : Math.max(0, p90Ms - meanMs) / Normal.quantile(SPREAD_QUANTILE);
    return new Prediction(
        waitMs,
        road.sendMs(),
        computeMs,
        road.returnMs(),
        sumMs,
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
        null,
        reach.obstacle());
  }

  private static double square(double value) {
    return value * value;
  }
}
