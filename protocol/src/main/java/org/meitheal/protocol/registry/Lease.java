package org.meitheal.protocol.registry;

import java.time.Instant;
import java.util.List;

/** What a new epoch and each heartbeat answer. */
public record Lease(
    long epoch,
    Instant serverTime,
    long leaseMs,
    long nextHeartbeatMs,
    List<ProbeTarget> probeTargets) {}
