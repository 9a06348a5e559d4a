package org.meitheal.core.split;

/** How the work is divided. */
public enum SplitKind {
  /** Strips of rows. */
  ROWS,
  /** Items of the batch. */
  ITEMS,
  /** 2-D tiles. */
  TILES,
  /** By segments: some here, the others there. */
  MODEL
}
