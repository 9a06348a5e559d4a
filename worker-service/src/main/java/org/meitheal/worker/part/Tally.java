package org.meitheal.worker.part;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.worker.part.PartOutcome.StageOutcome;

/** What a part's run adds up to; for its thread. */
final class Tally {
  private static final double NANOS_PER_MILLI = 1e6;

  private final List<StageOutcome> stages = new ArrayList<>();
  private double multiplyAdds;
  private double haloMultiplyAdds;
  private long receivedBytes;
  private long sentBytes;
  private long computeNanos;
  private long waitNanos;
  private long stageComputeNanos;
  private long stageWaitNanos;

  void computed(double work, long laneNanos, long queueNanos) {
    multiplyAdds += work;
    stageComputeNanos += laneNanos;
    stageWaitNanos += queueNanos;
  }

  void waited(long nanos) {
    stageWaitNanos += nanos;
  }

  void received(Rows rows) {
    receivedBytes += rows.size();
  }

  void sent(Rows rows) {
    sentBytes += rows.size();
  }

  /**
   * Ends a stage.
   *
   * @param halo what it computed beyond its fair share
   * @param startNanos when it began, from the part's start
   */
  void stage(int first, int end, Box box, double halo, long startNanos) {
    haloMultiplyAdds += halo;
    stages.add(
        new StageOutcome(
            first, end, box, ms(stageComputeNanos), ms(stageWaitNanos), ms(startNanos)));
    computeNanos += stageComputeNanos;
    waitNanos += stageWaitNanos;
    stageComputeNanos = 0;
    stageWaitNanos = 0;
  }

  double multiplyAdds() {
    return multiplyAdds;
  }

  PartOutcome outcome(int part, @Nullable Rows result, long totalNanos) {
    return new PartOutcome(
        part,
        result,
        stages,
        multiplyAdds,
        haloMultiplyAdds,
        receivedBytes,
        sentBytes,
        ms(computeNanos),
        ms(waitNanos),
        ms(totalNanos));
  }

  static double ms(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
