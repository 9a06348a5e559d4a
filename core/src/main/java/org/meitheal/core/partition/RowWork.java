package org.meitheal.core.partition;

import java.util.List;

/**
 * The multiply-adds of a run, by its rows: those up to where it ends, less those ahead of where it
 * begins; for one item and one column of the input.
 *
 * <p>An unmodified segment's layers run on all of a crop, so its work grows with the crop's rows.
 * Where rows come in pieces each layer gives the rows that lie whole in the crop. Through layer k,
 * with stride J, reach R and F before, a crop from c on gives rows from (c + F) ÷ J on, and one up
 * to e those up to (e + F − R) ÷ J + 1. So for outputs that begin or end at a cut the sum over the
 * layers is linear in them. From a true edge on, or up to one, it is the whole's.
 */
public final class RowWork {
  private final Axis rows;
  private final List<Window> windows;

  /** By window: of a row that it gives. */
  private final double[] perRow;

  /** Of each row of the input. */
  private final double perInput;

  private final double perOutput;
  private final double ahead;
  private final double upTo;

  RowWork(SpatialSegment segment) {
    rows = segment.rows();
    windows = rows.pieces() ? rows.windows() : List.of();
    perRow = new double[windows.size()];
    double ofLayers = 0;
    double linear = 0;
    double first = 0;
    double last = 0;
    int jump = 1;
    int before = 0;
    int reach = 1;
    for (int i = 0; i < perRow.length; i++) {
      Window window = windows.get(i);
      before += window.before() * jump;
      reach += (window.reach() - 1) * jump;
      jump *= window.stride();
      // A column of the input is so much of one of the layer's.
      perRow[i] = segment.layerMultiplyAdds().get(i) / jump;
      double perInputRow = perRow[i] / jump;
      ofLayers += perInputRow;
      linear += perInputRow * rows.stride();
      first += perInputRow * (before - rows.before());
      last += perInputRow * (rows.reach() - rows.before() + before - reach + jump);
    }
    // Of branches, the layers of one are among the windows: the others' are taken as unmodified.
    boolean others = rows.branched() || !rows.pieces();
    perInput = others ? Math.max(0, segment.multiplyAddsPerPixel() - ofLayers) : 0;
    perOutput = linear;
    ahead = first;
    upTo = last;
  }

  /**
   * @param outputFrom the first wanted
   * @param cropFrom where the crop for it begins
   */
  public double ahead(int outputFrom, int cropFrom) {
    return rows.readsInFront(outputFrom) ? 0 : perInput * cropFrom + perOutput * outputFrom + ahead;
  }

  /**
   * At a cut, or anywhere in an unmodified segment.
   *
   * @param outputTo behind the last wanted
   * @param cropTo behind the crop for it
   */
  public double upTo(int outputTo, int cropTo) {
    return perInput * cropTo + perOutput * (outputTo - 1) + upTo;
  }

  /** At the true end: the whole's. */
  public double upToTheEdge(int inputs) {
    double sum = perInput * inputs;
    int size = inputs;
    for (int i = 0; i < perRow.length; i++) {
      size = windows.get(i).outputs(size);
      sum += perRow[i] * size;
    }
    return sum;
  }

  /** Of all items and columns. */
  public double multiplyAdds(Crop crop) {
    Box input = crop.input();
    if (input.isEmpty()) {
      return 0;
    }
    Interval outputs = crop.output().rows();
    int cropTo = input.rows().to();
    double end = crop.edges().lower() ? upToTheEdge(cropTo) : upTo(outputs.to(), cropTo);
    double perColumn = end - ahead(outputs.from(), input.rows().from());
    return perColumn * input.columns().length() * input.items().length();
  }
}
