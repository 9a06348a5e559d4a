package org.meitheal.protocol.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT /v1/devices/{id}/heartbeat}. Another epoch than the current one: 409.
 *
 * @param samples taken since the heartbeat before
 */
public record Heartbeat(
    long epoch, List<LaneState> lanes, List<ModelState> models, LinkSamples samples) {
  /**
   * @param freeInMs until everything this lane is committed to is done; 0 is idle
   */
  public record LaneState(int index, double freeInMs) {}

  /**
   * A model in memory.
   *
   * @param sha256 of the bundle's manifest
   * @param ready whether it can run; not before its speed is measured
   * @param nanosPerMultiplyAdd 0 until calibrated
   * @param segments what each segment takes, in order; none while that is not measured
   * @param partFactor how many times longer parts of divided executions take than that; none until
   *     there were some
   */
  public record ModelState(
      String name,
      String version,
      String sha256,
      boolean ready,
      double nanosPerMultiplyAdd,
      double relativeSpread,
      int samples,
      @Nullable List<SegmentTime> segments,
      @Nullable Double partFactor) {
    /** Of the whole model only. */
    public ModelState(
        String name,
        String version,
        String sha256,
        boolean ready,
        double nanosPerMultiplyAdd,
        double relativeSpread,
        int samples) {
      this(name, version, sha256, ready, nanosPerMultiplyAdd, relativeSpread, samples, null, null);
    }

    ModelState withoutSegmentTimes() {
      return new ModelState(
          name,
          version,
          sha256,
          ready,
          nanosPerMultiplyAdd,
          relativeSpread,
          samples,
          null,
          partFactor);
    }
  }

  /** As {@code core}'s SegmentCost. */
  public record SegmentTime(double fixedMs, double nanosPerMultiplyAdd) {}
}
