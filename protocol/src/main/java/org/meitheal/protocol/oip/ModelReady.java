package org.meitheal.protocol.oip;

/** {@code GET /v2/models/{m}/ready}. */
public record ModelReady(String name, boolean ready) {}
