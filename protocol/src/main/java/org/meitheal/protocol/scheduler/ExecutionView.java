package org.meitheal.protocol.scheduler;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;

/**
 * One request's way to its answer.
 *
 * @param parts of a divided execution, as they ran
 * @param priority of the request; none where it is not known
 * @param pipeline that it is a step of
 * @param clientFault whether the client's own input or connection ended it; none where not
 * @param state running, completed, rejected, expired, cancelled or failed
 */
public record ExecutionView(
    String id,
    String decision,
    String model,
    String state,
    @Nullable String device,
    @Nullable String placement,
    int attempts,
    double deadlineMs,
    @Nullable Double predictedMs,
    @Nullable Double actualMs,
    @Nullable Boolean deadlineMet,
    @Nullable Timings timings,
    @Nullable List<PartRun> parts,
    @Nullable String error,
    Instant startedAt,
    @Nullable Integer priority,
    @Nullable String pipeline,
    @Nullable Boolean clientFault) {
  /** Without what objectives ask. */
  public ExecutionView(
      String id,
      String decision,
      String model,
      String state,
      @Nullable String device,
      @Nullable String placement,
      int attempts,
      double deadlineMs,
      @Nullable Double predictedMs,
      @Nullable Double actualMs,
      @Nullable Boolean deadlineMet,
      @Nullable Timings timings,
      @Nullable List<PartRun> parts,
      @Nullable String error,
      Instant startedAt) {
    this(
        id,
        decision,
        model,
        state,
        device,
        placement,
        attempts,
        deadlineMs,
        predictedMs,
        actualMs,
        deadlineMet,
        timings,
        parts,
        error,
        startedAt,
        null,
        null,
        null);
  }
}
