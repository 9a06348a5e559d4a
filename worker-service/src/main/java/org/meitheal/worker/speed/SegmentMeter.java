package org.meitheal.worker.speed;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.statistics.RecentSamples;
import org.meitheal.core.statistics.RobustSummary;

/**
 * What each segment of one model takes on a lane of this device: as calibrated, times what recent
 * executions took against what was expected of them, so that a device that heat slows down shows.
 * For many threads.
 */
public final class SegmentMeter {
  /** How many executions count. */
  private static final int WINDOW = 32;

  private final AtomicReference<RecentSamples> ratios =
      new AtomicReference<>(RecentSamples.none(WINDOW));
  private volatile List<SegmentCost> calibrated = List.of();

  /** One for each segment, in order. */
  public void calibrated(List<SegmentCost> costs) {
    calibrated = List.copyOf(costs);
  }

  /**
   * One execution, or a quantum of it.
   *
   * @param expectedMs by {@link #calibratedMs}
   * @param actualMs that a lane was busy with it
   */
  public void add(double expectedMs, double actualMs) {
    if (expectedMs > 0 && actualMs > 0) {
      ratios.updateAndGet(before -> before.plus(actualMs / expectedMs));
    }
  }

  /** As calibrated, without what later executions said; 0 while nothing was measured. */
  public double calibratedMs(int segment, double multiplyAdds) {
    List<SegmentCost> costs = calibrated;
    return segment < costs.size() ? costs.get(segment).ms(multiplyAdds) : 0;
  }

  /** How many times longer than calibrated things take now. */
  public double factor() {
    List<Double> values = ratios.get().values();
    return values.isEmpty() ? 1 : RobustSummary.of(values).median();
  }

  /** One for each segment as things are now; empty while nothing was measured. */
  public List<SegmentCost> costs() {
    double factor = factor();
    return calibrated.stream()
        .map(cost -> new SegmentCost(cost.fixedMs() * factor, cost.nanosPerMultiplyAdd() * factor))
        .toList();
  }
}
