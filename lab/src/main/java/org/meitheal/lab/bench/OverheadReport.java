package org.meitheal.lab.bench;

import java.util.Locale;

/**
 * What the gateway and the scheduler add to a call of the worker; milliseconds.
 *
 * @param addedP50Ms the difference of the medians, gateway to direct
 * @param controlPlane how its JVMs were set up
 */
public record OverheadReport(
    int requests,
    int bodyBytes,
    double directP50Ms,
    double directP99Ms,
    double gatewayP50Ms,
    double gatewayP99Ms,
    double schedulerP50Ms,
    double schedulerP99Ms,
    double addedP50Ms,
    double addedP99Ms,
    double schedulerAddedP50Ms,
    double schedulerAddedP99Ms,
    double slowDown,
    String controlPlane) {

  static OverheadReport of(
      int requests,
      int bodyBytes,
      Latencies direct,
      Latencies gateway,
      Latencies scheduler,
      String controlPlane) {
    return new OverheadReport(
        requests,
        bodyBytes,
        rounded(direct.p50()),
        rounded(direct.p99()),
        rounded(gateway.p50()),
        rounded(gateway.p99()),
        rounded(scheduler.p50()),
        rounded(scheduler.p99()),
        rounded(gateway.p50() - direct.p50()),
        rounded(gateway.p99() - direct.p99()),
        rounded(scheduler.p50() - direct.p50()),
        rounded(scheduler.p99() - direct.p99()),
        1,
        controlPlane);
  }

  private static double rounded(double milliseconds) {
    return Math.round(milliseconds * 1000) / 1000.0;
  }

  /** As a person reads it. */
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        %d calls of each kind, interleaved, one client, %d bytes of tensor, no emulation (slow-down 1×)
        control plane: %s
                        p50 ms    p99 ms
          direct      %8.2f  %8.2f
          scheduler   %8.2f  %8.2f   adds %.2f / %.2f
          gateway     %8.2f  %8.2f   adds %.2f / %.2f
        """,
        requests,
        bodyBytes,
        controlPlane,
        directP50Ms,
        directP99Ms,
        schedulerP50Ms,
        schedulerP99Ms,
        schedulerAddedP50Ms,
        schedulerAddedP99Ms,
        gatewayP50Ms,
        gatewayP99Ms,
        addedP50Ms,
        addedP99Ms);
  }
}
