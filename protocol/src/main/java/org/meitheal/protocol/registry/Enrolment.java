package org.meitheal.protocol.registry;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Tier;

/**
 * {@code POST /v1/devices}: a device introduces itself.
 *
 * @param publicKey Ed25519, base64url; the same one with the same enrolment key gets the same
 *     device until the key expires
 * @param name becomes the device's id; taken by another device: 409
 * @param url where others reach this device's worker
 */
public record Enrolment(
    String enrolmentKey,
    String publicKey,
    String name,
    Tier tier,
    String zone,
    @Nullable String cell,
    String url,
    int lanes) {}
