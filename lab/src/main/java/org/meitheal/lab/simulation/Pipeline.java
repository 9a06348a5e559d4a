package org.meitheal.lab.simulation;

import java.util.List;
import org.meitheal.core.job.QuantileCurve;
import org.meitheal.core.job.QuantileCurve.Point;
import org.meitheal.core.job.ServiceTimes;
import org.meitheal.core.job.ServiceTimes.Width;

/**
 * What each device does for a frame, and on what: object detection, then a light classifier of high
 * priority, then up to four heavy classifications of low priority. Constants of Cotter et al.,
 * "PATS", arXiv 2504.16792, and "RAS", arXiv 2510.01885, with their released code and logs.
 *
 * @param periodMs from frame to frame, and from a frame's start to the deadline of its jobs
 * @param detectionMs always local, on no core that is planned
 * @param quantumMs after which a job that runs can change
 * @param reportMs from report to report
 */
public record Pipeline(
    int devices,
    int cores,
    double periodMs,
    double detectionMs,
    double quantumMs,
    double reportMs,
    ServiceTimes high,
    ServiceTimes low,
    Radio radio) {
  /** Reserved for a low-priority job on two cores, ms. */
  public static final double RESERVED_ON_TWO_MS = 16_862;

  /** Reserved for a low-priority job on four cores, ms. */
  public static final double RESERVED_ON_FOUR_MS = 11_611;

  /**
   * The shared link and what is sent over it.
   *
   * @param moveBytes a job with its activation; the source moves none, so this is an assumption:
   *     ten images
   */
  public record Radio(
      double meanMbps,
      double deviationMbps,
      int startHighBytes,
      int startLowBytes,
      int stateBytes,
      int imageBytes,
      int moveBytes) {}

  /** Four Raspberry Pi 2B. */
  public static Pipeline published(Setting setting) {
    ServiceTimes low =
        new ServiceTimes(List.of(new Width(2, onTwoCores()), new Width(4, onFourCores())));
    return new Pipeline(
        4,
        4,
        18_665.072,
        100,
        50,
        1_000,
        ServiceTimes.of(1, QuantileCurve.constant(980)),
        low.times(setting.stretch()),
        new Radio(18.8, 22, 700, 2_250, 550, 21_500, 215_000));
  }

  private static QuantileCurve onTwoCores() {
    return QuantileCurve.withMean(
        14_557,
        List.of(
            new Point(0.5, 14_940),
            new Point(0.9, 16_920),
            new Point(0.95, 19_100),
            new Point(1, 21_590)));
  }

  private static QuantileCurve onFourCores() {
    return QuantileCurve.withMean(
        10_309,
        List.of(
            new Point(0.5, 10_100),
            new Point(0.9, 12_140),
            new Point(0.95, 12_890),
            new Point(1, 14_370)));
  }
}
