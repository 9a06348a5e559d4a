package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.split.Balance.Start;
import org.meitheal.core.statistics.NormalValue;

/**
 * Looks for the fastest division: sets of parts that grow by the most useful lane, each kind of
 * division, shares and shortest path in turns.
 */
final class Search {
  /** Of shares and path in turns. */
  private static final int ROUNDS = 3;

  /** Of a row of the last divided boundary; less is not worth another look. */
  private static final double LEAST_CHANGE = 0.1;

  /** Shares to begin with. */
  private static final int STARTS = 2;

  /** After so many larger sets in a row that bring nothing, still larger ones are not tried. */
  private static final int PATIENCE = 2;

  /** Of so few all sets are tried. */
  private static final int FEW = 4;

  /** What the shortest path expects to be so much slower than the best is not looked at closer. */
  private static final double FAR = 1.15;

  /** What is so much slower than the best is not worth other shares in its first run. */
  private static final double NEAR = 1.05;

  /** How many of the smallest parts of the best set are left out, one at a time. */
  private static final int OMISSIONS = 2;

  /** Who would be through first with this part of the work is the most useful. */
  private static final double TYPICAL_SHARE = 0.25;

  /** Single helpers to which the chain's middle may be given as a whole. */
  private static final int MODEL_SPLITS = 3;

  private final Geometry geometry;
  private final SplitSettings settings;
  private final Crew all;
  private final int maxParts;
  private final Pieces pieces;
  private final ShortestPath path;
  private final Set<List<Object>> tried = new HashSet<>();
  private @Nullable Found best;

  Search(Geometry geometry, SplitSettings settings, Crew all) {
    this.geometry = geometry;
    this.settings = settings;
    this.all = all;
    maxParts = Math.min(settings.maxParts(), all.size);
    pieces = new Pieces(geometry, all, maxParts);
    path = new ShortestPath(geometry, settings, all, pieces, maxParts);
  }

  /**
   * @param layouts by run
   */
  record Found(SplitKind kind, Crew crew, Way way, List<Layout> layouts, NormalValue completion) {
    Found {
      layouts = List.copyOf(layouts);
    }
  }

  /** None where nothing can be divided. */
  @Nullable Found run() {
    List<Integer> order = order(TYPICAL_SHARE);
    if (order.size() <= FEW && order.size() <= maxParts) {
      subsets(order);
    } else {
      grow(order);
    }
    omit();
    for (int helper : order(1).stream().skip(1).limit(MODEL_SPLITS).toList()) {
      Crew pair = all.select(List.of(0, helper), settings.laneContention());
      attempt(pair, Grid.of(SplitKind.MODEL, new double[] {0, 1}, 1));
    }
    return best;
  }

  /** All sets, each in the order of usefulness. */
  private void subsets(List<Integer> order) {
    for (int set = 1; set < 1 << (order.size() - 1); set++) {
      List<Integer> chosen = new ArrayList<>();
      chosen.add(0);
      for (int i = 1; i < order.size(); i++) {
        if ((set >> (i - 1) & 1) == 1) {
          chosen.add(order.get(i));
        }
      }
      divide(chosen);
    }
  }

  private void grow(List<Integer> order) {
    int inVain = 0;
    for (int count = 2; count <= maxParts && inVain < PATIENCE; count++) {
      double before = bestMs();
      divide(order.subList(0, count));
      inVain = bestMs() < before ? 0 : inVain + 1;
    }
  }

  private void divide(List<Integer> chosen) {
    strips(SplitKind.ROWS, chosen);
    if (geometry.work.items() > 1) {
      strips(SplitKind.ITEMS, chosen);
    }
    tiles(chosen);
  }

  /** The lead, then by when each would be through with its share. */
  List<Integer> order(double share) {
    double[] doneMs = new double[all.size];
    for (int part = 0; part < all.size; part++) {
      doneMs[part] = doneMs(part, share);
    }
    List<Integer> order = new ArrayList<>();
    order.add(0);
    IntStream.range(1, all.size)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer part) -> doneMs[part])
                .thenComparing(part -> all.places.get(part).device())
                .thenComparingInt(part -> all.places.get(part).lane()))
        .forEach(order::add);
    return order;
  }

  private double doneMs(int part, double share) {
    double computeMs = share * all.wholeMs(part, geometry, 0, geometry.length);
    if (all.sameDevice(0, part)) {
      return all.readyMs[part] + computeMs;
    }
    double thereMs = all.oneWayMs[0][part] + share * geometry.bytes(0) * all.msPerByte[0][part];
    double backMs =
        all.oneWayMs[part][0] + share * geometry.bytes(geometry.length) * all.msPerByte[part][0];
    return Math.max(all.readyMs[part], thereMs) + computeMs + backMs;
  }

  private void strips(SplitKind kind, List<Integer> chosen) {
    Crew crew = all.select(chosen, settings.laneContention());
    List<Start> starts = Balance.starts(crew, geometry, settings, kind);
    List<Integer> useful = useful(chosen, starts.getFirst().shares);
    if (useful.size() < chosen.size()) {
      if (useful.size() > 1) {
        strips(kind, useful);
      }
    } else if (tried.add(List.of(kind, List.copyOf(chosen)))) {
      for (Start start : starts.subList(0, Math.min(STARTS, starts.size()))) {
        if (start.ms < starts.getFirst().ms * FAR) {
          inTurns(kind, crew, start.shares, 1, start.ms == starts.getFirst().ms);
        }
      }
    }
  }

  /**
   * @param columns of tiles, else 1
   * @param main whether to go on even where the first round brings nothing
   */
  private void inTurns(SplitKind kind, Crew crew, double[] first, int columns, boolean main) {
    double[] shares = first;
    for (int round = 1; round <= ROUNDS; round++) {
      double bestBefore = bestMs();
      Way way = attempt(crew, Grid.of(kind, shares, columns));
      boolean promising = bestMs() < bestBefore || (main && path.expectedMs() < bestMs() * FAR);
      if (way.runs().isEmpty() || !promising) {
        return;
      }
      double[] before = shares;
      shares = Balance.next(crew, geometry, settings, kind, pieces, way, shares);
      if (kind == SplitKind.ROWS || kind == SplitKind.TILES) {
        inTwo(kind, crew, way, before, columns);
      }
      int end = way.runs().getLast().end();
      int length = kind == SplitKind.ITEMS ? geometry.work.items() : geometry.heights[end];
      if (round == ROUNDS - 1 && columns == 1) {
        shares = snapped(shares, length);
      }
      if (alike(shares, before, LEAST_CHANGE / length)) {
        return;
      }
    }
  }

  /**
   * The same runs with other shares in the first one: the lead may begin while the others wait for
   * their rows.
   *
   * @param shares under which the way was found just before
   */
  private void inTwo(SplitKind kind, Crew crew, Way way, double[] shares, int columns) {
    Run first = way.runs().getFirst();
    if (first.divided() && way.runs().size() > 1 && path.expectedMs() < bestMs() * NEAR) {
      double[] front = Balance.front(crew, geometry, settings, kind, pieces, first, shares);
      double[] back = Balance.back(crew, geometry, settings, kind, pieces, way, shares);
      Grid frontGrid = Grid.of(kind, front, columns);
      pieces.fill(crew, first.end(), frontGrid, Grid.of(kind, back, columns));
      judge(kind, crew, way);
    }
  }

  private static boolean alike(double[] shares, double[] others, double difference) {
    for (int part = 0; part < shares.length; part++) {
      if (Math.abs(shares[part] - others[part]) > difference) {
        return false;
      }
    }
    return true;
  }

  /** A part that is of little use may cost more than it brings. */
  private void omit() {
    double before = Double.POSITIVE_INFINITY;
    while (best != null && bestMs() < before && best.crew().size > 2) {
      before = bestMs();
      Crew crew = best.crew();
      SplitKind kind = best.kind() == SplitKind.ITEMS ? SplitKind.ITEMS : SplitKind.ROWS;
      Layout layout = best.layouts().getLast();
      IntStream.range(1, crew.size)
          .boxed()
          .sorted(Comparator.comparingLong(part -> layout.box(part).pixels()))
          .limit(OMISSIONS)
          .forEach(part -> strips(kind, without(crew, part)));
    }
  }

  /** In terms of all. */
  private List<Integer> without(Crew crew, int omitted) {
    List<Integer> chosen = new ArrayList<>();
    for (int part = 0; part < crew.size; part++) {
      if (part != omitted) {
        chosen.add(all.places.indexOf(crew.places.get(part)));
      }
    }
    return chosen;
  }

  /** Those with a share, and the lead in any case. */
  private static List<Integer> useful(List<Integer> chosen, double[] shares) {
    List<Integer> useful = new ArrayList<>();
    for (int part = 0; part < shares.length; part++) {
      if (part == 0 || shares[part] > 0) {
        useful.add(chosen.get(part));
      }
    }
    return useful;
  }

  /** Whole rows of the last divided boundary, so that cuts fall on rows at all boundaries. */
  private static double[] snapped(double[] shares, int length) {
    double[] snapped = new double[shares.length];
    double before = 0;
    long from = 0;
    for (int part = 0; part < shares.length; part++) {
      before += shares[part];
      long to = Math.round(before * length);
      snapped[part] = (double) (to - from) / length;
      from = to;
    }
    return snapped;
  }

  private void tiles(List<Integer> chosen) {
    int count = chosen.size();
    int columns = (int) Math.sqrt(count);
    while (columns > 1 && count % columns != 0) {
      columns--;
    }
    if (columns == 1) {
      return;
    }
    Crew crew = all.select(chosen, settings.laneContention());
    double[] shares = Balance.starts(crew, geometry, settings, SplitKind.TILES).getFirst().shares;
    if (Grid.of(SplitKind.TILES, shares, columns).isFull()) {
      inTurns(SplitKind.TILES, crew, shares, columns, false);
    }
  }

  /** What is found for these shares; no runs where the lead is faster alone. */
  private Way attempt(Crew crew, Grid grid) {
    pieces.fill(crew, grid);
    Way way = path.find(crew, pieces);
    if (!way.runs().isEmpty() && path.expectedMs() < bestMs() * FAR) {
      judge(grid.kind(), crew, way);
    }
    return way;
  }

  /** With the pieces as they are. */
  private void judge(SplitKind kind, Crew crew, Way way) {
    Timeline timeline = Timeline.of(crew, settings, Schedule.of(crew, geometry, pieces, way));
    NormalValue completion = Completion.of(crew, timeline, tailMs(crew, way));
    if (completion.mean() < bestMs()) {
      best = new Found(kind, crew, way, layouts(crew, way.runs()), completion);
    }
  }

  private double bestMs() {
    return best == null ? Double.POSITIVE_INFINITY : best.completion().mean();
  }

  private double tailMs(Crew crew, Way way) {
    int end = way.runs().getLast().end();
    return way.joins()
        ? 0
        : crew.wholeMs(0, geometry, end, geometry.length) + crew.restMs(geometry);
  }

  private List<Layout> layouts(Crew crew, List<Run> runs) {
    return runs.stream()
        .map(run ->
            run.divided()
                ? pieces.layout(run.end())
                : Layout.at(0, crew.size, geometry.whole(run.end())))
        .toList();
  }
}
