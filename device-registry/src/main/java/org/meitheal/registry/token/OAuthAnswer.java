package org.meitheal.registry.token;

/**
 * A token in the form of RFC 6749.
 *
 * @param expiresIn in seconds
 */
record OAuthAnswer(String accessToken, String tokenType, long expiresIn) {}
