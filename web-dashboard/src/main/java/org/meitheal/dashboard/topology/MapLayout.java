package org.meitheal.dashboard.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies on the map. Boxes come in bands from top to bottom, cloud, edge, devices,
 * sites; a band wraps where it is full. An open box has its nodes on an ellipse, one that is folded
 * has none.
 */
final class MapLayout {
  static final double WIDTH = 1000;
  private static final double MARGIN = 12;
  private static final double GAP = 20;
  private static final double BAND_GAP = 56;
  static final double FOLDED_WIDTH = 178;
  static final double FOLDED_HEIGHT = 122;
  static final double HEAD = 26;
  private static final double NODE_WIDTH = 130;
  private static final double NODE_HEIGHT = 66;
  private static final int ONE_RING = 16;

  /**
   * @param open its nodes are drawn
   */
  record Request(End.Kind band, int nodes, boolean open) {}

  record Point(double x, double y) {}

  /**
   * @param nodes in the order of the members; none where folded
   */
  record Box(double x, double y, double width, double height, List<Point> nodes) {
    Point centre() {
      return new Point(x + width / 2, y + height / 2);
    }
  }

  /** All boxes in the order of the requests, which are sorted by band. */
  record Placed(double height, List<Box> boxes) {}

  private MapLayout() {}

  static Placed place(List<Request> requests) {
    List<Box> boxes = new ArrayList<>(requests.size());
    double y = MARGIN;
    int begin = 0;
    while (begin < requests.size()) {
      int end = row(requests, begin);
      List<Request> row = requests.subList(begin, end);
      double height = row.stream().mapToDouble(MapLayout::height).max().orElseThrow();
      double x = (WIDTH - width(row)) / 2;
      for (Request request : row) {
        boxes.add(box(request, x, y + (height - height(request)) / 2));
        x += width(request) + GAP;
      }
      boolean sameBand =
          end < requests.size() && requests.get(end).band() == requests.get(begin).band();
      y += height + (sameBand ? GAP : BAND_GAP);
      begin = end;
    }
    double height = requests.isEmpty() ? 2 * MARGIN : y - BAND_GAP + MARGIN;
    return new Placed(height, List.copyOf(boxes));
  }

  /** End of the row that begins at {@code begin}: one box at least. */
  private static int row(List<Request> requests, int begin) {
    int end = begin + 1;
    while (end < requests.size()
        && requests.get(end).band() == requests.get(begin).band()
        && width(requests.subList(begin, end + 1)) <= WIDTH - 2 * MARGIN) {
      end++;
    }
    return end;
  }

  private static double width(List<Request> row) {
    return row.stream().mapToDouble(MapLayout::width).sum() + GAP * (row.size() - 1);
  }

  private static double width(Request request) {
    if (!request.open()) {
      return FOLDED_WIDTH;
    }
    return request.nodes() <= 1
        ? NODE_WIDTH
        : Math.min(WIDTH - 2 * MARGIN, 240 + 52.0 * request.nodes());
  }

  private static double height(Request request) {
    if (!request.open()) {
      return FOLDED_HEIGHT;
    }
    if (request.nodes() <= 1) {
      return NODE_HEIGHT;
    }
    return HEAD + Math.min(620, 130 + 18.0 * request.nodes());
  }

  private static Box box(Request request, double x, double y) {
    double width = width(request);
    double height = height(request);
    List<Point> nodes = new ArrayList<>();
    if (request.open() && request.nodes() == 1) {
      nodes.add(new Point(x + width / 2, y + HEAD + 12));
    } else if (request.open()) {
      double room = request.nodes() > ONE_RING ? 64 : 50;
      double radiusX = width / 2 - 80;
      double radiusY = (height - HEAD) / 2 - room / 1.4;
      for (int i = 0; i < request.nodes(); i++) {
        double angle = 2 * Math.PI * (i + 0.5) / request.nodes() - Math.PI / 2;
        nodes.add(
            new Point(
                x + width / 2 + radiusX * Math.cos(angle),
                y + HEAD + (height - HEAD) / 2 + radiusY * Math.sin(angle)));
      }
    }
    return new Box(x, y, width, height, List.copyOf(nodes));
  }
}
