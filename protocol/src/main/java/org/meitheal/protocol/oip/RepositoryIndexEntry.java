package org.meitheal.protocol.oip;

/**
 * One model of {@code POST /v2/repository/index}, which answers an array of them.
 *
 * @param state READY, UNAVAILABLE, LOADING or UNLOADING
 * @param reason empty unless it is not ready
 */
public record RepositoryIndexEntry(String name, String version, String state, String reason) {}
