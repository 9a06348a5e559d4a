package org.meitheal.protocol.registry;

/** Whom to probe. {@code GET {url}/v1/probe} answers at once and without a credential. */
public record ProbeTarget(String id, String url) {}
