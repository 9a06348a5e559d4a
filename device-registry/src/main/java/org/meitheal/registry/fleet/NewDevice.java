package org.meitheal.registry.fleet;

import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Tier;

/**
 * What a device said of itself, checked.
 *
 * @param publicKey the 32 raw bytes, base64url without padding
 */
public record NewDevice(
    DeviceId id, String publicKey, Tier tier, String zone, String cell, String url, int lanes) {}
