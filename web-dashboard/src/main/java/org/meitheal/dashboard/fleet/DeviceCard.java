package org.meitheal.dashboard.fleet;

import java.util.List;

/**
 * A device as it is shown.
 *
 * @param health how alarming its liveness is
 * @param operatorState none where it is enabled
 * @param laneText idle and all lanes, in words
 * @param heartbeatAge a dash before the first heartbeat
 */
public record DeviceCard(
    String id,
    String tier,
    String zone,
    String cell,
    Health health,
    String liveness,
    String since,
    String why,
    @org.jspecify.annotations.Nullable String operatorState,
    List<Lane> lanes,
    String laneText,
    List<Speed> speeds,
    String heartbeatAge,
    long epoch) {

  /** Decides colour and mark, never alone: the words are there too. */
  public enum Health {
    GOOD,
    DOUBTFUL,
    BAD
  }

  /**
   * @param x where its bar begins, of 100
   * @param width of its bar, of 100
   * @param filled how much of the bar is busy, of {@code width}
   */
  public record Lane(int index, boolean idle, double x, double width, double filled) {}

  /**
   * @param perImage the compute time that the newest decision reckoned with, or else the measured
   *     time a multiply-add
   * @param evidence spread and number of measurements
   */
  public record Speed(String model, boolean ready, String perImage, String evidence) {}
}
