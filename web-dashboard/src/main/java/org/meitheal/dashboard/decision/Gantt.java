package org.meitheal.dashboard.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;

/**
 * Lanes as rows of bars.
 *
 * <p>Bars of a row never overlap and none lies outside. A bar keeps the place of its time, except
 * that one too short to be seen is widened to {@value #LEAST_WIDTH} hundredths of the width; the
 * bars beside it give way by that.
 *
 * @param kinds that occur, for the legend
 */
public record Gantt(TimeAxis axis, List<Row> rows, List<Span.Kind> kinds) {
  static final double LEAST_WIDTH = 0.4;

  /**
   * @param device none for the scheduler
   */
  public record Row(String name, @Nullable String device, String role, List<Bar> bars) {}

  /**
   * @param x of 100
   * @param width of 100
   * @param label all of it in words
   */
  public record Bar(
      Span.Kind kind,
      double x,
      double width,
      String what,
      String start,
      String length,
      String end,
      String label) {}

  static Gantt of(List<Lane> lanes, double deadlineMs) {
    double longest =
        lanes.stream()
            .flatMap(lane -> lane.spans().stream())
            .mapToDouble(Span::endMs)
            .max()
            .orElse(0);
    TimeAxis axis = TimeAxis.around(longest, deadlineMs);
    List<Row> rows = lanes.stream().map(lane -> row(lane, axis)).toList();
    Collection<Span.Kind> occurring =
        lanes.stream().flatMap(lane -> lane.spans().stream()).map(Span::kind).toList();
    return new Gantt(
        axis, rows, Stream.of(Span.Kind.values()).filter(occurring::contains).toList());
  }

  private static Row row(Lane lane, TimeAxis axis) {
    List<double[]> edges = edges(lane.spans(), axis);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      double[] edge = edges.get(i);
      bars.add(bar(lane, lane.spans().get(i), edge[0], edge[1] - edge[0]));
    }
    return new Row(lane.name(), lane.device(), lane.role(), List.copyOf(bars));
  }

  /** Left and right of each; first what is too short pushes to the right, then the edge back. */
  private static List<double[]> edges(List<Span> spans, TimeAxis axis) {
    double least = Math.min(LEAST_WIDTH, 100.0 / Math.max(1, spans.size()));
    List<double[]> edges = new ArrayList<>();
    double free = 0;
    for (Span span : spans) {
      double left = Math.max(axis.x(span.startMs()), free);
      double right = Math.max(axis.x(span.endMs()), left + least);
      edges.add(new double[] {left, right});
      free = right;
    }
    double limit = 100;
    for (double[] edge : edges.reversed()) {
      edge[1] = Math.min(edge[1], limit);
      edge[0] = Math.max(0, Math.min(edge[0], edge[1] - least));
      limit = edge[0];
    }
    return edges;
  }

  private static Bar bar(Lane lane, Span span, double x, double width) {
    String start = Quantities.milliseconds(span.startMs());
    String length = Quantities.milliseconds(span.lengthMs());
    String end = Quantities.milliseconds(span.endMs());
    return new Bar(
        span.kind(),
        x,
        width,
        span.what(),
        start,
        length,
        end,
        "%s, %s: %s, %s, from %s to %s"
            .formatted(lane.name(), lane.role(), span.what(), length, start, end));
  }
}
