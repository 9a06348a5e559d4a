package org.meitheal.dashboard.topology;

/**
 * The grid of a heat map: names of rows left, those of columns above, on end.
 *
 * @param left width of the rows' names
 * @param top height of the columns' names
 * @param cellWidth of one cell, its gap included
 * @param cellHeight likewise
 * @param figures whether a cell has room for its number
 */
record HeatLayout(
    int rows,
    int columns,
    double left,
    double top,
    double cellWidth,
    double cellHeight,
    boolean figures) {
  private static final int FEW = 16;
  private static final int SOME = 30;
  private static final double GAP = 2;
  private static final double LETTER = 7.2;

  /**
   * @param longest letters of the longest name
   */
  static HeatLayout of(int rows, int columns, int longest) {
    int most = Math.max(rows, columns);
    double names = Math.clamp(longest * LETTER + 14, 50, 220);
    return most <= FEW
        ? new HeatLayout(rows, columns, names, names, 54, 30, true)
        : most <= SOME
            ? new HeatLayout(rows, columns, names, names, 36, 24, true)
            : new HeatLayout(rows, columns, names, names, 17, 17, false);
  }

  double x(int column) {
    return left + column * cellWidth;
  }

  double y(int row) {
    return top + row * cellHeight;
  }

  public double boxWidth() {
    return cellWidth - GAP;
  }

  public double boxHeight() {
    return cellHeight - GAP;
  }

  public double width() {
    return left + columns * cellWidth;
  }

  public double height() {
    return top + rows * cellHeight;
  }
}
