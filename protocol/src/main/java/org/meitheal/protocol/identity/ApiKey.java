package org.meitheal.protocol.identity;

/** The only time that a secret is shown: the registry keeps its hash. */
public record ApiKey(String id, String name, Role role, String key) {}
