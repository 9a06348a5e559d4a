package org.meitheal.protocol.oip;

/** The only form of an error on {@code /v2}. */
public record OipError(String error) {}
