package org.meitheal.protocol.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one part went, as a lead reports it in the header {@value #HEADER} of its answer, a JSON
 * list.
 *
 * @param device that ran it in the end
 * @param state {@code done}, {@code spare} (its helper lost it, its spare did it) or {@code home}
 *     (the lead did it)
 * @param stages segments and rows, in order
 * @param multiplyAdds halo included
 * @param haloMultiplyAdds recomputed although another part computes it too
 * @param receivedBytes input and neighbours' rows
 * @param sentBytes rows to neighbours, and the result
 * @param computeMs on its lane, emulated time included
 * @param waitMs for a lane and for neighbours' rows
 * @param totalMs from its start at its device to its result
 * @param why its helper lost it; none if it did not
 */
public record PartRun(
    int part,
    String device,
    String state,
    List<StageRun> stages,
    double multiplyAdds,
    double haloMultiplyAdds,
    long receivedBytes,
    long sentBytes,
    double computeMs,
    double waitMs,
    double totalMs,
    @Nullable String why) {
  public static final String HEADER = "Meitheal-Part-Runs";

  public PartRun {
    stages = List.copyOf(stages);
  }

  /**
   * @param box as in {@link Division.DividedStage}
   */
  public record StageRun(int first, int end, List<Integer> box, double computeMs, double waitMs) {}
}
