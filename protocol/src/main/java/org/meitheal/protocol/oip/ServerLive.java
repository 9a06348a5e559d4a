package org.meitheal.protocol.oip;

/** {@code GET /v2/health/live}. KServe's client parses it: an empty body would crash it. */
public record ServerLive(boolean live) {}
