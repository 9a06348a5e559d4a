package org.meitheal.worker.exchange;

/**
 * One try at an execution; all that is exchanged belongs to one.
 *
 * @param attempt from 1
 */
public record AttemptId(String execution, int attempt) {}
