package org.meitheal.core.partition;

import java.util.Arrays;

/** An activation, N×C×H×W. Values start as NaN: what nobody wrote must never be read. */
record Tensor(int items, int channels, int rows, int columns, double[] values) {
  static Tensor unknown(int items, int channels, int rows, int columns) {
    double[] values = new double[items * channels * rows * columns];
    Arrays.fill(values, Double.NaN);
    return new Tensor(items, channels, rows, columns, values);
  }

  static Tensor unknown(Box box, int channels) {
    return unknown(box.items().length(), channels, box.rows().length(), box.columns().length());
  }

  double at(int item, int channel, int row, int column) {
    return values[index(item, channel, row, column)];
  }

  void set(int item, int channel, int row, int column, double value) {
    values[index(item, channel, row, column)] = value;
  }

  /** That part of this, which lies at {@code origin} in the whole. */
  Tensor cut(Box part, Box origin) {
    Tensor cut = unknown(part, channels);
    Box from = part.relativeTo(origin);
    for (int n = 0; n < cut.items; n++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < cut.rows; y++) {
          for (int x = 0; x < cut.columns; x++) {
            double value =
                at(from.items().from() + n, c, from.rows().from() + y, from.columns().from() + x);
            cut.set(n, c, y, x, value);
          }
        }
      }
    }
    return cut;
  }

  /** Writes a part of the whole into this, which lies at {@code origin} in it. */
  void paste(Tensor part, Box at, Box origin) {
    Box to = at.relativeTo(origin);
    for (int n = 0; n < part.items; n++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < part.rows; y++) {
          for (int x = 0; x < part.columns; x++) {
            set(
                to.items().from() + n,
                c,
                to.rows().from() + y,
                to.columns().from() + x,
                part.at(n, c, y, x));
          }
        }
      }
    }
  }

  boolean known() {
    return Arrays.stream(values).noneMatch(Double::isNaN);
  }

  private int index(int item, int channel, int row, int column) {
    if (row < 0 || row >= rows || column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException("row %d, column %d".formatted(row, column));
    }
    return ((item * channels + channel) * rows + row) * columns + column;
  }
}
