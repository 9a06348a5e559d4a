package org.meitheal.protocol.lab;

import org.jspecify.annotations.Nullable;

/** What to change of which links, {@code *} being any node; what is null stays as it is. */
public record LinkOrder(
    String from,
    String to,
    boolean oneWay,
    @Nullable Double roundTripMs,
    @Nullable Double jitterMs,
    @Nullable String bandwidth,
    @Nullable Double loss,
    @Nullable Boolean cut) {}
