package org.meitheal.protocol.registry;

import java.util.List;

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
   * @param sha256 of the bundle's manifest
   * @param nanosPerMultiplyAdd 0 until calibrated
   */
  public record ModelState(
      String name,
      String version,
      String sha256,
      boolean ready,
      double nanosPerMultiplyAdd,
      double relativeSpread,
      int samples) {}
}
