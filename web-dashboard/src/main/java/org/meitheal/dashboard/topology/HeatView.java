package org.meitheal.dashboard.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The heat map, ready to draw, in pixels. */
record HeatView(HeatLayout at, List<Name> rows, List<Name> columns, List<Cell> cells) {
  record Name(String text, double x, double y) {}

  /**
   * @param text empty where there is no room for it
   */
  record Cell(int row, int column, double x, double y, Bundle bundle, String text) {
    public double textX(HeatLayout at) {
      return x + at.boxWidth() / 2;
    }

    public double textY(HeatLayout at) {
      return y + at.boxHeight() / 2 + 4;
    }
  }

  static HeatView of(Matrix matrix) {
    int longest =
        Stream.concat(matrix.rows().stream(), matrix.columns().stream())
            .mapToInt(end -> end.label().length())
            .max()
            .orElse(0);
    HeatLayout at = HeatLayout.of(matrix.rows().size(), matrix.columns().size(), longest);
    List<Name> rows = new ArrayList<>();
    List<Name> columns = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < at.rows(); row++) {
      double y = at.y(row) + at.boxHeight() / 2 + 4;
      rows.add(new Name(matrix.rows().get(row).label(), at.left() - 8, y));
      for (int column = 0; column < at.columns(); column++) {
        Bundle bundle = matrix.at(row, column);
        if (bundle != null) {
          String text = at.figures() ? text(bundle) : "";
          cells.add(new Cell(row, column, at.x(column), at.y(row), bundle, text));
        }
      }
    }
    for (int column = 0; column < at.columns(); column++) {
      double x = at.x(column) + at.boxWidth() / 2 + 4;
      columns.add(new Name(matrix.columns().get(column).label(), x, at.top() - 8));
    }
    return new HeatView(at, rows, columns, cells);
  }

  /** Milliseconds without their unit, three figures at most. */
  private static String text(Bundle bundle) {
    Double ms = bundle.medianMs();
    if (ms == null) {
      return "cut";
    }
    return ms >= 9999.5 ? ">9 s" : String.format(Locale.ROOT, ms < 9.95 ? "%.1f" : "%.0f", ms);
  }
}
