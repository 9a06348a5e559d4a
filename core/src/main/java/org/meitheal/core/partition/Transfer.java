package org.meitheal.core.partition;

/**
 * What one part sends another at a cut.
 *
 * @param box at the cut's boundary
 */
public record Transfer(int from, int to, Box box) {}
