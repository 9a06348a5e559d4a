package org.meitheal.registry.record;

import java.time.Instant;

/**
 * Something that happened to a device's life.
 *
 * @param kind a verdict's name, or {@code IDENTITY_IN_USE}
 * @param why in a sentence
 */
public record LivenessRow(Instant at, String device, long epoch, String kind, String why) {}
