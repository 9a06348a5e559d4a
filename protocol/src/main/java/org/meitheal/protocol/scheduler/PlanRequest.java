package org.meitheal.protocol.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/plans}: what would happen; or, for a device, a plan that it carries out itself.
 *
 * @param commit whether a {@link CommittedPlan} is wanted; else nothing runs, and a {@link
 *     DecisionView} says what would
 * @param priority 1 is highest, 0 the default
 * @param pipeline that the request is a step of
 * @param datatype of the input; the model's own where left out
 * @param maxDevices that may take part
 * @param shape of the input, NCHW; the model's preprocessing size where left out
 */
public record PlanRequest(
    String model,
    @Nullable String modelVersion,
    @Nullable List<Long> shape,
    @Nullable Long inputBytes,
    @Nullable Double deadlineMs,
    @Nullable String source,
    @Nullable String objective,
    @Nullable Double targetReliability,
    @Nullable String placement,
    @Nullable String datatype,
    @Nullable Integer maxDevices,
    @Nullable Boolean commit,
    @Nullable Integer priority,
    @Nullable String pipeline) {
  /** Of no pipeline. */
  public PlanRequest(
      String model,
      @Nullable String modelVersion,
      @Nullable List<Long> shape,
      @Nullable Long inputBytes,
      @Nullable Double deadlineMs,
      @Nullable String source,
      @Nullable String objective,
      @Nullable Double targetReliability,
      @Nullable String placement,
      @Nullable String datatype,
      @Nullable Integer maxDevices,
      @Nullable Boolean commit,
      @Nullable Integer priority) {
    this(
        model,
        modelVersion,
        shape,
        inputBytes,
        deadlineMs,
        source,
        objective,
        targetReliability,
        placement,
        datatype,
        maxDevices,
        commit,
        priority,
        null);
  }
}
