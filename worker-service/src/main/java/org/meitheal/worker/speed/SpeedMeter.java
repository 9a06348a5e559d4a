package org.meitheal.worker.speed;

import java.util.concurrent.atomic.AtomicReference;
import org.meitheal.core.compute.SpeedEstimate;
import org.meitheal.core.fleet.ModelSpeed;

/** Keeps what was measured of one model's speed on a lane of this device. For many threads. */
public final class SpeedMeter {
  private static final double NANOS_PER_MILLI = 1e6;

  private final AtomicReference<SpeedEstimate> estimate =
      new AtomicReference<>(SpeedEstimate.none());

  /** One execution: what it computed and how long a lane was busy with it. */
  public void add(long multiplyAdds, long nanos) {
    if (multiplyAdds > 0 && nanos > 0) {
      estimate.updateAndGet(before -> before.plus(multiplyAdds, nanos / NANOS_PER_MILLI));
    }
  }

  /** What heartbeats say of it. */
  public ModelSpeed speedOf(String model, String version, String sha256, SegmentMeter meter) {
    ModelSpeed whole = estimate.get().speedOf(model, version, sha256);
    return new ModelSpeed(
        model,
        version,
        sha256,
        whole.nanosPerMultiplyAdd(),
        whole.relativeSpread(),
        whole.samples(),
        meter.costs(),
        meter.partFactor());
  }

  /** For so much work on a lane; 0 until calibrated. */
  public long expectedNanos(long multiplyAdds) {
    var summary = estimate.get().summary();
    return summary == null ? 0 : Math.round(summary.median() * multiplyAdds);
  }
}
