package org.meitheal.protocol.registry;

import java.util.List;

/**
 * @param credential an API key of this device alone, for {@code POST /v1/tokens}
 * @param epoch which life of the device this is, from 1
 */
public record Enrolled(
    String id,
    String credential,
    long epoch,
    long leaseMs,
    long nextHeartbeatMs,
    List<ProbeTarget> probeTargets) {}
