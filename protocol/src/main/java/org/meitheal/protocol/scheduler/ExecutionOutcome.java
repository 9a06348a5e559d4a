package org.meitheal.protocol.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;

/**
 * {@code POST /v1/executions/{id}/outcome}: how an execution ended that its lead began itself.
 *
 * @param actualMs from the first byte of the request to its answer, or to its end without one
 * @param parts of a divided execution, as they ran
 * @param error why there is no answer, in a sentence; none where there is one
 */
public record ExecutionOutcome(
    State state,
    double actualMs,
    @Nullable Timings timings,
    @Nullable List<PartRun> parts,
    @Nullable String error) {
  private static final double LONGEST_MS = 86_400_000;
  private static final int MOST_PARTS = 64;

  /** Longer ones are cut. */
  public static final int LONGEST_ERROR = 500;

  /** How it ended. */
  public enum State {
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("failed")
    FAILED
  }

  public ExecutionOutcome {
    parts = parts == null ? null : List.copyOf(parts);
    require(actualMs >= 0 && actualMs <= LONGEST_MS, "actual_ms is no time within a day");
    require(parts == null || parts.size() <= MOST_PARTS, "more parts than a division has");
    require(timings == null || isSound(timings), "timings are no times within a day");
    error =
        error == null || error.length() <= LONGEST_ERROR
            ? error
            : error.substring(0, LONGEST_ERROR);
  }

  public static ExecutionOutcome completed(
      double actualMs, @Nullable Timings timings, List<PartRun> parts) {
    return new ExecutionOutcome(State.COMPLETED, actualMs, timings, parts, null);
  }

  public static ExecutionOutcome without(State state, double actualMs, String error) {
    return new ExecutionOutcome(state, actualMs, null, null, error);
  }

  private static boolean isSound(Timings timings) {
    return isTime(timings.queueMs())
        && isTime(timings.inputMs())
        && isTime(timings.computeMs())
        && isTime(timings.outputMs());
  }

  private static boolean isTime(double ms) {
    return ms >= 0 && ms <= LONGEST_MS;
  }

  private static void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
