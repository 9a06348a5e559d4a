package org.meitheal.core.placement;

/**
 * A predicted completion time, normal by its parts' means and variances. All in milliseconds.
 *
 * @param waitMs for the earliest lane
 * @param sendMs of the input: half a round trip + bytes ÷ bandwidth
 * @param returnMs of the answer, likewise
 * @param sumMs wait + send + compute + return
 * @param meanMs the sum, corrected by how earlier predictions turned out
 * @param standardDeviationMs likewise; without earlier ones of the sum, its parts taken as
 *     independent
 * @param probabilityInTime P(L ≤ D)
 * @param quantileMs the target-reliability quantile of L
 */
public record Prediction(
    double waitMs,
    double sendMs,
    double computeMs,
    double returnMs,
    double sumMs,
    double meanMs,
    double standardDeviationMs,
    double probabilityInTime,
    double quantileMs) {}
