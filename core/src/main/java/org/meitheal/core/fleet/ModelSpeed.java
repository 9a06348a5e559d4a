package org.meitheal.core.fleet;

import java.util.List;

/**
 * How fast one device runs one model on one lane, as measured there.
 *
 * @param sha256 of the bundle's manifest, which pins all of its files
 * @param nanosPerMultiplyAdd median over calibration and later executions; 0 until calibrated
 * @param relativeSpread standard deviation of an execution's time ÷ its expected time
 * @param samples how many measurements stand behind it
 * @param segments what each of the model's segments takes, in order; empty while that is not
 *     measured
 * @param partFactor how many times longer parts of divided executions take than {@code segments}
 *     say: their calls are smaller, and a lane pauses between them. 1 until there were some
 */
public record ModelSpeed(
    String model,
    String version,
    String sha256,
    double nanosPerMultiplyAdd,
    double relativeSpread,
    int samples,
    List<SegmentCost> segments,
    double partFactor) {
  public ModelSpeed {
    segments = List.copyOf(segments);
    boolean speedValid = nanosPerMultiplyAdd >= 0 && Double.isFinite(nanosPerMultiplyAdd);
    boolean spreadValid = relativeSpread >= 0 && Double.isFinite(relativeSpread);
    if (!speedValid || !spreadValid) {
      throw new IllegalArgumentException(
          "speed of " + model + " and its spread must be finite and not negative");
    }
    if (!(partFactor > 0) || Double.isInfinite(partFactor)) {
      throw new IllegalArgumentException(
          "the factor of %s's parts must be finite and positive: %s".formatted(model, partFactor));
    }
  }

  /** Of the whole model only. */
  public ModelSpeed(
      String model,
      String version,
      String sha256,
      double nanosPerMultiplyAdd,
      double relativeSpread,
      int samples) {
    this(model, version, sha256, nanosPerMultiplyAdd, relativeSpread, samples, List.of(), 1);
  }

  /** Of a model that the device holds ready but has not timed yet. */
  public static ModelSpeed uncalibrated(String model, String version, String sha256) {
    return new ModelSpeed(model, version, sha256, 0, 0, 0);
  }

  /** What each segment takes in a part of a divided execution. */
  public List<SegmentCost> partSegments() {
    return segments.stream().map(segment -> segment.times(partFactor)).toList();
  }

  /** Whether a compute time can be predicted from it. */
  public boolean calibrated() {
    return nanosPerMultiplyAdd > 0;
  }
}
