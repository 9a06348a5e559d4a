package org.meitheal.lab.control;

import org.jspecify.annotations.Nullable;

/** What to change of which links, or of a shared medium; what is null stays as it is. */
public record LinkOrder(
    String from,
    String to,
    boolean oneWay,
    @Nullable Double roundTripMs,
    @Nullable Double jitterMs,
    @Nullable String bandwidth,
    @Nullable Double loss,
    @Nullable Boolean cut) {}
