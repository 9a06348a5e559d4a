package org.meitheal.worker.speed;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.statistics.RecentSamples;
import org.meitheal.core.statistics.RobustSummary;

/**
 * What each segment of one model takes on a lane of this device: as calibrated, times what recent
 * executions took against what was expected of them, so that a device that heat slows down shows.
 *
 * <p>Whole executions and parts of divided ones are kept apart. A part's small calls come after
 * pauses, with cold caches, and took 1.2 to 1.7 times what whole executions let expect; either kind
 * would be mispriced by the other's median. For many threads.
 */
public final class SegmentMeter {
  /** How many executions count. */
  private static final int WINDOW = 32;

  private final AtomicReference<RecentSamples> wholes =
      new AtomicReference<>(RecentSamples.none(WINDOW));
  private final AtomicReference<RecentSamples> parts =
      new AtomicReference<>(RecentSamples.none(WINDOW));
  private volatile List<SegmentCost> calibrated = List.of();

  /** One for each segment, in order. */
  public void calibrated(List<SegmentCost> costs) {
    calibrated = List.copyOf(costs);
  }

  /**
   * One execution on a lane.
   *
   * @param expectedMs by {@link #calibratedMs}
   * @param actualMs that a lane was busy with it
   */
  public void addWhole(double expectedMs, double actualMs) {
    add(wholes, expectedMs, actualMs);
  }

  /** All of a part of a divided execution, which counts once however many quanta it had. */
  public void addPart(double expectedMs, double actualMs) {
    add(parts, expectedMs, actualMs);
  }

  private static void add(
      AtomicReference<RecentSamples> ratios, double expectedMs, double actualMs) {
    if (expectedMs > 0 && actualMs > 0) {
      ratios.updateAndGet(before -> before.plus(actualMs / expectedMs));
    }
  }

  /** As calibrated, without what later executions said; 0 while nothing was measured. */
  public double calibratedMs(int segment, double multiplyAdds) {
    List<SegmentCost> costs = calibrated;
    return segment < costs.size() ? costs.get(segment).ms(multiplyAdds) : 0;
  }

  /** How many times longer than calibrated whole executions take now. */
  public double factor() {
    return median(wholes.get(), 1);
  }

  /** How many times longer than {@link #costs} parts take; 1 until there were some. */
  public double partFactor() {
    return factorOfParts() / factor();
  }

  /** How many times longer than calibrated parts take now. */
  public double factorOfParts() {
    return median(parts.get(), factor());
  }

  private static double median(RecentSamples ratios, double none) {
    List<Double> values = ratios.values();
    return values.isEmpty() ? none : RobustSummary.of(values).median();
  }

  /** One for each segment in a whole execution, as things are now; empty while not measured. */
  public List<SegmentCost> costs() {
    double factor = factor();
    return calibrated.stream().map(cost -> cost.times(factor)).toList();
  }
}
