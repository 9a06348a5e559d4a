package org.meitheal.protocol.scheduler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Timings;

/**
 * One request's way to its answer.
 *
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
    @Nullable String error,
    Instant startedAt) {}
