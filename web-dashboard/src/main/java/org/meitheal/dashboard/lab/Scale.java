package org.meitheal.dashboard.lab;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The positions of a slider: few, and closer together where values are small, since that is how
 * links differ.
 */
public record Scale(String unit, List<Double> stops) {
  private static final String RATE = "Mb/s";

  static final Scale ROUND_TRIP =
      of(
          "ms", 0, 0.5, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100, 150, 200, 300, 400, 500,
          700, 1000, 1500, 2000);
  static final Scale JITTER = of("ms", 0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500);
  static final Scale LOSS = of("%", 0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50);

  /** The last is without a limit. */
  static final Scale BANDWIDTH =
      of(
          RATE,
          0.064,
          0.128,
          0.256,
          0.5,
          1,
          2,
          5,
          10,
          20,
          50,
          100,
          200,
          500,
          1000,
          Double.POSITIVE_INFINITY);

  public Scale {
    stops = List.copyOf(stops);
  }

  private static Scale of(String unit, double... stops) {
    return new Scale(unit, DoubleStream.of(stops).boxed().toList());
  }

  int last() {
    return stops.size() - 1;
  }

  /**
   * @throws IllegalArgumentException if there is no such position
   */
  double at(int position) {
    if (position < 0 || position > last()) {
      throw new IllegalArgumentException("no slider of this page has a position " + position);
    }
    return stops.get(position);
  }

  /** The position that is closest to a value, by their ratio. */
  int nearest(double value) {
    return IntStream.rangeClosed(0, last())
        .reduce((best, other) -> away(other, value) < away(best, value) ? other : best)
        .orElse(0);
  }

  private double away(int position, double value) {
    double stop = stops.get(position);
    if (Double.isInfinite(stop) || Double.isInfinite(value)) {
      return stop == value ? 0 : Double.MAX_VALUE;
    }
    return Math.abs(Math.log1p(stop * 100) - Math.log1p(value * 100));
  }

  /** As people read it. */
  String text(double value) {
    if (Double.isInfinite(value)) {
      return "unlimited";
    }
    if (unit.equals(RATE) && value >= 1000) {
      return number(value / 1000) + " Gb/s";
    }
    return unit.equals(RATE) && value < 1
        ? number(value * 1000) + " kb/s"
        : number(value) + " " + unit;
  }

  /** Of each position. */
  List<String> texts() {
    return stops.stream().map(this::text).toList();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
  }
}
