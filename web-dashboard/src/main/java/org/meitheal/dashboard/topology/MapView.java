package org.meitheal.dashboard.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.topology.MapLayout.Point;

/**
 * The map, ready to draw in units of its view box, {@link MapLayout#WIDTH} wide.
 *
 * @param note what is left out; empty where nothing is
 */
record MapView(double height, List<Box> boxes, List<Line> lines, String note) {
  private static final int MOST_LINES = 200;
  private static final int MANY_GROUPS = 8;
  private static final int MOST_TROUBLES = 40;
  private static final double BAR = 156;

  /**
   * @param figures of a folded box, a line each
   * @param bar of a folded box: how many of its devices are in which state
   */
  record Box(
      MapLayout.Box at,
      End end,
      boolean open,
      String count,
      List<String> figures,
      List<Piece> bar,
      List<Node> nodes) {}

  record Piece(String health, double x, double width) {}

  /**
   * @param anchor of its label: {@code start}, {@code middle} or {@code end}
   */
  record Node(String id, String health, double x, double y, double labelY, String anchor) {
    public double labelX() {
      return anchor.equals("middle") ? x : anchor.equals("end") ? x - 14 : x + 14;
    }
  }

  record Line(Point a, Point b, Bundle bundle, String words) {}

  /** What is drawn as one dot or box, and where its lines end. */
  private record Spot(End end, Point point) {}

  /**
   * @param isOpen whether a group's nodes are drawn
   * @param figures of each group, in the same order
   * @param finder finds the links among the ends that it is given
   */
  static MapView of(
      List<End> groups,
      Predicate<End> isOpen,
      List<List<String>> figures,
      Function<List<End>, Matrix> finder) {
    MapLayout.Placed placed =
        MapLayout.place(
            groups.stream()
                .map(group ->
                    new MapLayout.Request(group.kind(), group.members().size(), isOpen.test(group)))
                .toList());
    List<Box> boxes = new ArrayList<>();
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      End group = groups.get(i);
      MapLayout.Box at = placed.boxes().get(i);
      boxes.add(box(group, at, isOpen.test(group), figures.get(i)));
      spots.addAll(spots(group, at, isOpen.test(group)));
    }
    return withLines(placed.height(), boxes, spots, finder);
  }

  private static List<Spot> spots(End group, MapLayout.Box at, boolean open) {
    if (!open) {
      return List.of(new Spot(group, at.centre()));
    }
    List<Spot> spots = new ArrayList<>();
    List<End> apart = group.apart();
    for (int i = 0; i < apart.size(); i++) {
      spots.add(new Spot(apart.get(i), at.nodes().get(i)));
    }
    return spots;
  }

  private static MapView withLines(
      double height, List<Box> boxes, List<Spot> spots, Function<List<End>, Matrix> finder) {
    Matrix matrix = finder.apply(spots.stream().map(Spot::end).toList());
    List<Line> lines = new ArrayList<>();
    for (int a = 0; a < spots.size(); a++) {
      for (int b = a + 1; b < spots.size(); b++) {
        Line line = line(spots.get(a), spots.get(b), matrix.at(a, b), matrix.at(b, a));
        if (line != null) {
          lines.add(line);
        }
      }
    }
    lines.sort(Comparator.comparingDouble((Line line) -> line.bundle().badness()).reversed());
    long folded = boxes.stream().filter(box -> !box.open()).count();
    List<Line> drawn =
        folded > MANY_GROUPS
            ? lines.stream().filter(MapView::isTrouble).limit(MOST_TROUBLES).toList()
            : lines.subList(0, Math.min(MOST_LINES, lines.size()));
    String note =
        drawn.size() == lines.size()
            ? ""
            : folded > MANY_GROUPS
                ? "Only slow and cut connections between groups are drawn, %d of %d."
                    .formatted(drawn.size(), lines.size())
                : "The worst %d of %d connections are drawn.".formatted(drawn.size(), lines.size());
    // The worst last, so that it lies on top.
    return new MapView(height, List.copyOf(boxes), drawn.reversed(), note);
  }

  private static boolean isTrouble(Line line) {
    return line.bundle().isPartlyCut() || line.bundle().line().startsWith("slow");
  }

  /** One for both directions, after the worse. */
  private static @Nullable Line line(
      Spot a, Spot b, @Nullable Bundle there, @Nullable Bundle back) {
    if (there == null && back == null) {
      return null;
    }
    Bundle worse =
        there == null || (back != null && back.badness() > there.badness())
            ? Objects.requireNonNull(back)
            : there;
    String words =
        there == null || back == null ? worse.words() : there.words() + "; " + back.words();
    return new Line(a.point(), b.point(), worse, words);
  }

  private static Box box(End group, MapLayout.Box at, boolean open, List<String> figures) {
    long online = group.count("good");
    String count =
        group.members().size() == 1 ? "" : online + " of " + group.members().size() + " online";
    return new Box(
        at, group, open, count, figures, open ? List.of() : bar(group, at), nodes(group, at, open));
  }

  private static List<Piece> bar(End group, MapLayout.Box at) {
    List<Piece> pieces = new ArrayList<>();
    double x = at.x() + (at.width() - BAR) / 2;
    for (String health : List.of("good", "doubtful", "bad")) {
      double width = BAR * group.count(health) / group.members().size();
      if (width > 0) {
        pieces.add(new Piece(health, x, width));
      }
      x += width;
    }
    return pieces;
  }

  private static List<Node> nodes(End group, MapLayout.Box at, boolean open) {
    List<Node> nodes = new ArrayList<>();
    if (!open) {
      return nodes;
    }
    boolean crowded = group.members().size() > 16;
    double middle = at.centre().x();
    for (int i = 0; i < at.nodes().size(); i++) {
      Point point = at.nodes().get(i);
      boolean side = Math.abs(point.x() - middle) > at.width() * (crowded ? 0.3 : 0.2);
      String anchor = !side ? "middle" : point.x() < middle ? "end" : "start";
      boolean above = point.y() < at.centre().y() && group.members().size() > 1;
      double away = (crowded && i % 2 == 1 ? 30 : 16) + (above ? 0 : 8);
      double labelY = side ? point.y() + 4 : point.y() + (above ? -away : away);
      End.Member member = group.members().get(i);
      nodes.add(new Node(member.id(), member.health(), point.x(), point.y(), labelY, anchor));
    }
    return nodes;
  }
}
