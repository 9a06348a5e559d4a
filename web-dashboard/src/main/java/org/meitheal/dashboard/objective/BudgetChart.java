package org.meitheal.dashboard.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.ObjectiveView.Point;

/**
 * A budget over its window.
 *
 * @param series what is drawn: times in seconds since the epoch, and percents that were left
 * @param rows the same in fewer steps, newest first
 */
public record BudgetChart(String series, List<Row> rows) {
  /** A table of more rows is read by nobody. */
  static final int ROWS = 30;

  /**
   * @param inTime requests since the row before
   * @param missed likewise
   */
  public record Row(String instant, String at, String left, long inTime, long missed) {}

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * @param points oldest first; none or empty where nothing happened
   */
  static BudgetChart of(@Nullable List<Point> points) {
    List<Point> all = points == null ? List.of() : points;
    return new BudgetChart(series(all), rows(all));
  }

  private static String series(List<Point> points) {
    return ProtocolJson.MAPPER.writeValueAsString(
        Map.of(
            "at",
            points.stream().map(point -> point.at().toEpochMilli() / 1000).toList(),
            "left",
            points.stream().map(point -> Math.round(point.left() * 10_000) / 100.0).toList()));
  }

  /** Whole steps from the newest back; the oldest may hold fewer points. */
  private static List<Row> rows(List<Point> points) {
    int step = Math.max(1, Math.ceilDiv(points.size(), ROWS));
    List<Row> rows = new ArrayList<>();
    for (int end = points.size(); end > 0; end -= step) {
      rows.add(row(points.subList(Math.max(0, end - step), end)));
    }
    return List.copyOf(rows);
  }

  private static Row row(List<Point> step) {
    Point last = step.getLast();
    return new Row(
        last.at().toString(),
        Quantities.moment(last.at()),
        Figures.left(last.left()),
        step.stream().mapToLong(Point::good).sum(),
        step.stream().mapToLong(Point::bad).sum());
  }
}
