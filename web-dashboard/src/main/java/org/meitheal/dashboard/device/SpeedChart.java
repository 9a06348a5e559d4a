package org.meitheal.dashboard.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.meitheal.dashboard.text.Quantities;

/**
 * A model's speed on one device over time, as a line and as a table.
 *
 * @param line the points of an SVG polyline in {@value #WIDTH} × {@value #HEIGHT}, faster is lower;
 *     each reading has the same width
 * @param summary in a sentence
 * @param rows some of the readings, newest first
 */
public record SpeedChart(String model, String line, String summary, List<Row> rows) {
  static final int WIDTH = 300;
  static final int HEIGHT = 60;
  private static final int MOST_ROWS = 12;
  private static final int LEAST = 2;

  /** A reading of the table. */
  public record Row(String at, String speed) {}

  /** Whether there is enough for a line. */
  public boolean drawn() {
    return !line.isEmpty();
  }

  static SpeedChart of(String model, List<SpeedMemory.Reading> readings) {
    if (readings.size() < LEAST) {
      return new SpeedChart(model, "", "Not followed for long enough yet.", List.of());
    }
    double highest =
        readings.stream().mapToDouble(SpeedMemory.Reading::nanosPerMultiplyAdd).max().orElse(1);
    double lowest =
        readings.stream().mapToDouble(SpeedMemory.Reading::nanosPerMultiplyAdd).min().orElse(0);
    String line =
        IntStream.range(0, readings.size())
            .mapToObj(i -> point(i, readings.size(), readings.get(i), highest))
            .collect(Collectors.joining(" "));
    String summary =
        "Between %s and %s since %s."
            .formatted(
                speed(lowest), speed(highest), Quantities.clock(readings.getFirst().at()) + " UTC");
    return new SpeedChart(model, line, summary, rows(readings));
  }

  private static String point(int i, int count, SpeedMemory.Reading reading, double highest) {
    double x = WIDTH * (double) i / (count - 1);
    double y = HEIGHT - (HEIGHT - 4) * reading.nanosPerMultiplyAdd() / highest;
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }

  private static List<Row> rows(List<SpeedMemory.Reading> readings) {
    int step = Math.max(1, readings.size() / MOST_ROWS);
    List<Row> rows = new ArrayList<>();
    for (int i = readings.size() - 1; i >= 0; i -= step) {
      SpeedMemory.Reading reading = readings.get(i);
      rows.add(new Row(Quantities.clock(reading.at()), speed(reading.nanosPerMultiplyAdd())));
    }
    return List.copyOf(rows);
  }

  static String speed(double nanosPerMultiplyAdd) {
    return String.format(Locale.ROOT, "%.3f ns", nanosPerMultiplyAdd);
  }
}
