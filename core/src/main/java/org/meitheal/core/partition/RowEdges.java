package org.meitheal.core.partition;

/**
 * At which ends of a crop's rows a segment's layers pad: at the image's true edges, where what is
 * wanted reads over them. The other ends are cuts, and nothing is padded there.
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
