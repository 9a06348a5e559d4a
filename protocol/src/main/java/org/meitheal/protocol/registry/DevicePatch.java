package org.meitheal.protocol.registry;

import org.meitheal.core.fleet.OperatorState;

/** {@code PATCH /v1/devices/{id}} with {@code If-Match} (operator). */
public record DevicePatch(OperatorState operatorState) {}
