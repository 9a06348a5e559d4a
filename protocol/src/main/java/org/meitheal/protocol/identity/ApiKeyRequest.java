package org.meitheal.protocol.identity;

import java.util.List;

/** {@code POST /v1/principals}: an operator creates a caller. Names are unique. */
public record ApiKeyRequest(String name, Role role, List<String> scopes) {}
