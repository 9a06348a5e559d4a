package org.meitheal.protocol.execution;

/**
 * What a scheduler signs for one part of a divided execution ({@code POST /v1/parts}, header {@code
 * Meitheal-Part}). A worker runs one (execution, attempt, part) once; the part's runner shows the
 * same ticket to the neighbours that it sends rows to. Its time counts from receipt, never by a
 * wall clock.
 *
 * @param part its number in the division; the lead's own is 0 and has no ticket of this kind
 * @param lead the device that sends it its input and gets its result
 * @param helper the device that may run it
 * @param helperEpoch in this life only
 * @param divisionSha256 of the {@link Division} that comes with it, as it is written
 * @param priority 1 is highest, 0 the default
 * @param timeLeftMs until the deadline, when the plan was sent
 * @param expectedLaneMs what a lane is expected to be busy for, over all stages
 * @param maxBytes of its input, and of all the rows that its neighbours may send it, each
 */
public record PartClaims(
    String execution,
    int attempt,
    int part,
    String lead,
    String helper,
    long helperEpoch,
    String model,
    String modelVersion,
    String modelSha256,
    String divisionSha256,
    int priority,
    double timeLeftMs,
    double expectedLaneMs,
    long maxBytes) {}
