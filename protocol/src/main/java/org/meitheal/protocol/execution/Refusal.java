package org.meitheal.protocol.execution;

/** A lead's 503: it cannot finish in time. */
public record Refusal(String error, double earliestFinishMs) {}
