package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Layout;

/**
 * Under one choice of shares: what each part holds at each boundary, and for every fused run of
 * segments what it needs in front of it and takes for it. One walk back from each boundary gives
 * all runs that end there. Filled again and again: the search makes no garbage of it.
 */
final class Pieces {
  private final Geometry geometry;
  private final int boundaries;
  private final int maxParts;
  private final int[] itemFrom;
  private final int[] itemTo;

  /** By boundary and part. */
  private final int[] held;

  /** By end, first and part. */
  private final int[] needed;

  private final double[] computeMs;
  private final double[] multiplyAdds;
  private Crew crew;
  private List<Layout> layouts = List.of();

  Pieces(Geometry geometry, Crew crew, int maxParts) {
    this.geometry = geometry;
    this.crew = crew;
    this.maxParts = maxParts;
    boundaries = geometry.length + 1;
    itemFrom = new int[maxParts];
    itemTo = new int[maxParts];
    held = new int[boundaries * maxParts * 4];
    needed = new int[boundaries * boundaries * maxParts * 4];
    computeMs = new double[boundaries * boundaries * maxParts];
    multiplyAdds = new double[boundaries * boundaries * maxParts];
  }

  void fill(Crew newCrew, Grid grid) {
    fill(newCrew, 0, grid, grid);
  }

  /**
   * @param frontGrid up to boundary {@code front}, and {@code backGrid} behind it
   */
  void fill(Crew newCrew, int front, Grid frontGrid, Grid backGrid) {
    List<Layout> all = new ArrayList<>(boundaries);
    for (int boundary = 0; boundary < boundaries; boundary++) {
      Grid grid = boundary <= front ? frontGrid : backGrid;
      all.add(grid.layout(geometry.work.items(), geometry.sizes.get(boundary)));
    }
    fill(newCrew, all);
  }

  private void fill(Crew newCrew, List<Layout> newLayouts) {
    crew = newCrew;
    layouts = newLayouts;
    for (int end = 0; end < boundaries; end++) {
      for (int part = 0; part < crew.size; part++) {
        Box box = layouts.get(end).box(part);
        hold(end, part, box);
        walk(end, part, box);
      }
    }
  }

  private void hold(int boundary, int part, Box box) {
    write(held, (boundary * maxParts + part) * 4, box);
    if (boundary == 0 || !box.isEmpty()) {
      itemFrom[part] = box.items().from();
      itemTo[part] = box.items().to();
    }
  }

  private static void write(int[] to, int at, Box box) {
    to[at] = box.rows().from();
    to[at + 1] = box.rows().to();
    to[at + 2] = box.columns().from();
    to[at + 3] = box.columns().to();
  }

  private void walk(int end, int part, Box box) {
    int top = box.rows().from();
    int bottom = box.rows().to();
    int left = box.columns().from();
    int right = box.columns().to();
    double ms = 0;
    double work = 0;
    boolean busy = !box.isEmpty();
    double[] fixedMs = crew.fixedMs[part];
    double[] nanos = crew.nanosPerMultiplyAdd[part];
    for (int i = end - 1; i >= 0; i--) {
      int at = (end * boundaries + i) * maxParts + part;
      if (busy) {
        int outTop = top;
        int outBottom = bottom;
        top = geometry.rows[i].cropFrom(outTop);
        bottom = geometry.rows[i].cropTo(outBottom, geometry.heights[i]);
        left = geometry.columns[i].cropFrom(left);
        right = geometry.columns[i].cropTo(right, geometry.widths[i]);
        double perColumn = geometry.multiplyAdds(i, outTop, outBottom, top, bottom);
        double segment = perColumn * box.items().length() * (right - left);
        work += segment;
        ms += fixedMs[i] + nanos[i] * segment / 1e6;
      }
      computeMs[at] = ms;
      multiplyAdds[at] = work;
      needed[at * 4] = top;
      needed[at * 4 + 1] = bottom;
      needed[at * 4 + 2] = left;
      needed[at * 4 + 3] = right;
    }
  }

  Layout layout(int boundary) {
    return layouts.get(boundary);
  }

  double computeMs(int first, int end, int part) {
    return computeMs[(end * boundaries + first) * maxParts + part];
  }

  double multiplyAdds(int first, int end, int part) {
    return multiplyAdds[(end * boundaries + first) * maxParts + part];
  }

  boolean idle(int boundary, int part) {
    int at = (boundary * maxParts + part) * 4;
    return held[at + 1] == held[at] || held[at + 3] == held[at + 2];
  }

  /** Whether each may run the rest of the model on its own piece, and the answers be joined. */
  boolean joinable() {
    return crew.runsRest(geometry) && (geometry.work.joinable() || itemsAreWhole());
  }

  private boolean itemsAreWhole() {
    int last = geometry.length;
    for (int part = 0; part < crew.size; part++) {
      int at = (last * maxParts + part) * 4;
      boolean whole =
          held[at + 1] - held[at] == geometry.heights[last]
              && held[at + 3] - held[at + 2] == geometry.widths[last];
      if (!whole && !idle(last, part)) {
        return false;
      }
    }
    return true;
  }

  /** What the part takes for the rest of the model on its own piece. */
  double restMs(int part) {
    return idle(geometry.length, part) ? 0 : crew.restMs(geometry, part, items(part));
  }

  /** Of what the rest of the model makes of its own piece. */
  double outputBytes(int part) {
    return (double) items(part) * geometry.work.outputBytesPerItem();
  }

  private int items(int part) {
    return itemTo[part] - itemFrom[part];
  }

  /** Of what the part holds at a boundary. */
  double heldBytes(int boundary, int part) {
    return bytes(held, (boundary * maxParts + part) * 4, boundary, part);
  }

  /** Of what the part needs at boundary {@code first} for its piece at {@code end}. */
  double neededBytes(int first, int end, int part) {
    return bytes(needed, ((end * boundaries + first) * maxParts + part) * 4, first, part);
  }

  private double bytes(int[] boxes, int at, int boundary, int part) {
    double pixels = (double) (boxes[at + 1] - boxes[at]) * (boxes[at + 3] - boxes[at + 2]);
    return pixels * items(part) * geometry.bytesPerPixel[boundary];
  }

  boolean holdsNeeded(int first, int end, int part) {
    int has = (first * maxParts + part) * 4;
    int wants = ((end * boundaries + first) * maxParts + part) * 4;
    return held[has] <= needed[wants]
        && needed[wants + 1] <= held[has + 1]
        && held[has + 2] <= needed[wants + 2]
        && needed[wants + 3] <= held[has + 3];
  }

  /** Of what {@code from} holds at boundary {@code first} and {@code to} needs there. */
  double exchangeBytes(int first, int end, int from, int to) {
    int has = (first * maxParts + from) * 4;
    int wants = ((end * boundaries + first) * maxParts + to) * 4;
    int rows = Math.min(held[has + 1], needed[wants + 1]) - Math.max(held[has], needed[wants]);
    if (rows <= 0) {
      return 0;
    }
    int columns =
        Math.min(held[has + 3], needed[wants + 3]) - Math.max(held[has + 2], needed[wants + 2]);
    int items = Math.min(itemTo[from], itemTo[to]) - Math.max(itemFrom[from], itemFrom[to]);
    if (columns <= 0 || items <= 0) {
      return 0;
    }
    return (double) rows * columns * items * geometry.bytesPerPixel[first];
  }
}
