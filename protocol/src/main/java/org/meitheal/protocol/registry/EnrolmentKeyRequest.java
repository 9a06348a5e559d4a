package org.meitheal.protocol.registry;

import org.jspecify.annotations.Nullable;

/** {@code POST /v1/enrolment-keys} (operator). */
public record EnrolmentKeyRequest(@Nullable Long validForMs) {}
