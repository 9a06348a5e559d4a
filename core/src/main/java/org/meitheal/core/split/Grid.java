package org.meitheal.core.split;

import java.util.Arrays;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;

/**
 * How an activation of any size is divided.
 *
 * @param rows of each part, or of each row of tiles; items, where those are divided
 * @param columns of each column of tiles
 */
record Grid(SplitKind kind, Shares rows, Shares columns) {
  /**
   * @param shares by part
   * @param columns 1 unless there are tiles
   */
  static Grid of(SplitKind kind, double[] shares, int columns) {
    double[] rowShares = new double[shares.length / columns];
    double[] columnShares = new double[columns];
    for (int part = 0; part < shares.length; part++) {
      rowShares[part / columns] += shares[part];
      columnShares[part % columns] += shares[part];
    }
    return new Grid(kind, shares(rowShares), shares(columnShares));
  }

  private static Shares shares(double[] weights) {
    return new Shares(Arrays.stream(weights).boxed().toList());
  }

  /** Whether no row of tiles and no column is empty. */
  boolean isFull() {
    return rows.weights().stream().allMatch(share -> share > 0)
        && columns.weights().stream().allMatch(share -> share > 0);
  }

  Layout layout(int items, Size size) {
    return switch (kind) {
      case ITEMS -> Layout.items(items, size, rows);
      case TILES -> Layout.tiles(items, size, rows, columns);
      case ROWS, MODEL -> Layout.rows(items, size, rows);
    };
  }
}
