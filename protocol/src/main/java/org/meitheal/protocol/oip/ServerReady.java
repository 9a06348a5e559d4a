package org.meitheal.protocol.oip;

/** {@code GET /v2/health/ready}. */
public record ServerReady(boolean live, boolean ready) {}
