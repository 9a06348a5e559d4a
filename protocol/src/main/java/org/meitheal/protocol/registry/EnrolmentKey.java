package org.meitheal.protocol.registry;

import java.time.Instant;

/** One device may enrol with it, once, until it expires. */
public record EnrolmentKey(String key, Instant expiresAt) {}
