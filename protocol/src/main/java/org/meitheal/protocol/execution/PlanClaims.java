package org.meitheal.protocol.execution;

import org.jspecify.annotations.Nullable;

/**
 * What a scheduler signs for a lead worker ({@code POST /v1/executions}, header {@code
 * Meitheal-Plan}). Single use: a worker runs one (execution, attempt) once. Its time counts from
 * receipt, never by a wall clock.
 *
 * @param execution id, unique for all time
 * @param attempt from 1
 * @param lead the device that may run it
 * @param leadEpoch in this life only
 * @param modelSha256 of the bundle's manifest
 * @param task what the body is
 * @param priority 1 is highest, 0 the default
 * @param timeLeftMs until the deadline, when it was sent
 * @param expectedLaneMs what the scheduler expects the lane to be busy for
 * @param maxBytes of the body
 * @param divisionSha256 of the {@link Division} that comes with it, as it is written; none where
 *     the lead does all of it
 */
public record PlanClaims(
    String execution,
    int attempt,
    String decision,
    String lead,
    long leadEpoch,
    String model,
    String modelVersion,
    String modelSha256,
    Task task,
    int priority,
    double timeLeftMs,
    double expectedLaneMs,
    long maxBytes,
    @Nullable String divisionSha256) {
  /** What the body of an execution is. */
  public enum Task {
    /** An Open Inference Protocol request, JSON or binary. */
    INFER,
    /** A JPEG or PNG; answered with a {@link Classification}. */
    CLASSIFY
  }
}
