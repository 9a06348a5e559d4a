package org.meitheal.protocol.execution;

import org.jspecify.annotations.Nullable;

/**
 * What an answer says about how it came about: flat keys in OIP's {@code parameters}, {@code
 * receipt} in a classification.
 *
 * @param placement local, peer, edge, cloud or partitioned; none where the model ran on the
 *     device's own door without a plan
 * @param devices comma-separated
 */
public record Receipt(
    @Nullable String decisionId,
    @Nullable String placement,
    String devices,
    int parts,
    @Nullable Double predictedMs,
    double actualMs,
    @Nullable Boolean deadlineMet,
    int attempts) {}
