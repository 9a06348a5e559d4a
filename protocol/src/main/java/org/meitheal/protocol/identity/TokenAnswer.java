package org.meitheal.protocol.identity;

/**
 * {@code POST /v1/tokens} with an API key or a device's credential as bearer: a short-lived token.
 */
public record TokenAnswer(String token, long expiresInMs) {}
