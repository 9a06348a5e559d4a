package org.meitheal.worker.part;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;

/**
 * How one part went on this device.
 *
 * @param result what it owes the lead; none where it holds nothing in the end, or is the lead's own
 * @param multiplyAdds of the stages, halo included
 * @param haloMultiplyAdds recomputed although another part computes it too
 * @param receivedBytes the image's and neighbours' rows
 * @param sentBytes rows to neighbours, and the result
 * @param computeMs on lanes, emulated time included
 * @param waitMs for a lane and for neighbours' rows
 * @param totalMs from its start to its result
 */
public record PartOutcome(
    int part,
    @Nullable Rows result,
    List<StageOutcome> stages,
    double multiplyAdds,
    double haloMultiplyAdds,
    long receivedBytes,
    long sentBytes,
    double computeMs,
    double waitMs,
    double totalMs) {
  public PartOutcome {
    stages = List.copyOf(stages);
  }

  /**
   * One stage in which the part had something to do.
   *
   * @param first segment
   * @param end segment, exclusive
   * @param box that it computed
   * @param startMs when it began, waiting included, from the part's start
   */
  public record StageOutcome(
      int first, int end, Box box, double computeMs, double waitMs, double startMs) {}
}
