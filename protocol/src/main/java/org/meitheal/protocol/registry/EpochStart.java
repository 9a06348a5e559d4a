package org.meitheal.protocol.registry;

/**
 * {@code POST /v1/devices/{id}/epochs}: a known device starts a new life. 409 while another
 * holder's lease lives.
 */
public record EpochStart(String url, int lanes) {}
