package org.meitheal.protocol.sse;

/**
 * @param id the newest id of the stream, empty before the first
 * @param event {@code message} where the sender named none
 * @param data lines joined by line feeds
 */
public record ServerSentEvent(String id, String event, String data) {}
