package org.meitheal.registry.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One probe.
 *
 * @param ms none for a lost probe
 */
public record RoundTripRow(Instant at, String from, String to, @Nullable Double ms) {}
