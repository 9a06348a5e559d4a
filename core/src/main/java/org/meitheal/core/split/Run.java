package org.meitheal.core.split;

/**
 * Segments {@code first} to {@code end} (exclusive), run fused.
 *
 * @param divided whether each part runs them for its piece, or the lead runs them whole
 */
record Run(int first, int end, boolean divided) {}
