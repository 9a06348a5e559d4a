package org.meitheal.core.partition;

/**
 * One run of one segment for a part of its output.
 *
 * @param input what it is run on
 * @param edges which method is run
 * @param spoiledRows rows of the result in front of the wanted ones, whose values are wrong
 * @param spoiledColumns the same of columns
 * @param output what is wanted; anything behind it is dropped too
 */
public record Crop(Box input, RowEdges edges, int spoiledRows, int spoiledColumns, Box output) {
  static final Crop NOTHING = new Crop(Box.EMPTY, RowEdges.BOTH, 0, 0, Box.EMPTY);
}
