package org.meitheal.core.partition;

/**
 * Which of a crop's first and last row a segment takes for the image's true edge, where its layers
 * pad. At the other ones the crop was cut out of more rows, and nothing is padded.
 */
public enum RowEdges {
  /** As for a whole image; also how an unmodified segment takes every crop. */
  BOTH,
  UPPER,
  LOWER,
  NEITHER;

  static RowEdges of(boolean upper, boolean lower) {
    if (upper) {
      return lower ? BOTH : UPPER;
    }
    return lower ? LOWER : NEITHER;
  }

  public boolean upper() {
    return this == BOTH || this == UPPER;
  }

  public boolean lower() {
    return this == BOTH || this == LOWER;
  }
}
