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
    Instant startedAt) {}
