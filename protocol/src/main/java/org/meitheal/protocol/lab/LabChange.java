package org.meitheal.protocol.lab;

import java.time.Instant;

/**
 * Something that was changed in the lab.
 *
 * @param who as the caller named itself
 * @param what in words
 */
public record LabChange(Instant at, String who, String what) {}
