package org.meitheal.registry.record;

import java.time.Instant;

/** One measured transfer. */
public record BandwidthRow(Instant at, String from, String to, long bytes, double bytesPerSecond) {}
