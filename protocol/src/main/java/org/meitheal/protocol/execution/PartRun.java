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
 * @param givenMs when the lead gave it to that device, from when the lead began; none for the
 *     lead's own
 * @param backMs when the lead had its result, likewise
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
    @Nullable String why,
    @Nullable Double givenMs,
    @Nullable Double backMs) {
  public static final String HEADER = "Meitheal-Part-Runs";

  public PartRun {
    stages = List.copyOf(stages);
  }

  /** As the device that ran it knows it, or a lead that did it itself. */
  public PartRun(
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
    this(
        part,
        device,
        state,
        stages,
        multiplyAdds,
        haloMultiplyAdds,
        receivedBytes,
        sentBytes,
        computeMs,
        waitMs,
        totalMs,
        why,
        null,
        null);
  }

  /**
   * @param box as in {@link Division.DividedStage}
   * @param startMs when it began, waiting included, from the part's start at its device
   */
  public record StageRun(
      int first,
      int end,
      List<Integer> box,
      double computeMs,
      double waitMs,
      @Nullable Double startMs) {
    /** Of which nobody noted when it began. */
    public StageRun(int first, int end, List<Integer> box, double computeMs, double waitMs) {
      this(first, end, box, computeMs, waitMs, null);
    }
  }
}
