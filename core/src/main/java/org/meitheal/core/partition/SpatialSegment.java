package org.meitheal.core.partition;

import java.util.List;

/**
 * A segment whose outputs each depend on a bounded window of its input.
 *
 * @param columns never in pieces
 * @param multiplyAddsPerPixel of its input, when all of it is run
 * @param layerMultiplyAdds of a pixel that each of the windows gives; none unless rows come in
 *     pieces, where each layer computes rows of its own
 */
public record SpatialSegment(
    String name,
    int inChannels,
    int outChannels,
    Axis rows,
    Axis columns,
    double multiplyAddsPerPixel,
    List<Double> layerMultiplyAdds) {
  public SpatialSegment {
    layerMultiplyAdds = List.copyOf(layerMultiplyAdds);
    if (inChannels < 1 || outChannels < 1 || !(multiplyAddsPerPixel >= 0)) {
      throw new IllegalArgumentException("no segment: " + name);
    }
    if (columns.pieces()) {
      throw new IllegalArgumentException("pieces of columns, which no segment has: " + name);
    }
    if (layerMultiplyAdds.size() != (rows.pieces() ? rows.windows().size() : 0)
        || layerMultiplyAdds.stream().anyMatch(work -> !(work >= 0))) {
      throw new IllegalArgumentException("the layers' work is not that of its windows: " + name);
    }
  }

  /** Unmodified: all of its layers run on all of a crop. */
  public SpatialSegment(
      String name,
      int inChannels,
      int outChannels,
      Axis rows,
      Axis columns,
      double multiplyAddsPerPixel) {
    this(name, inChannels, outChannels, rows, columns, multiplyAddsPerPixel, List.of());
  }

  /**
   * @throws IllegalArgumentException if so small an input gives no output
   */
  public Size outputs(Size input) {
    return new Size(rows.outputs(input.height()), columns.outputs(input.width()));
  }

  /** What to run it on for these outputs, and what of the result they are. */
  public Crop crop(Box outputs, Size input) {
    if (outputs.isEmpty()) {
      return Crop.NOTHING;
    }
    Interval cropRows = rows.crop(outputs.rows(), input.height());
    Interval cropColumns = columns.crop(outputs.columns(), input.width());
    return new Crop(
        new Box(outputs.items(), cropRows, cropColumns),
        rows.edges(outputs.rows(), input.height()),
        rows.spoiled(outputs.rows(), cropRows),
        columns.spoiled(outputs.columns(), cropColumns),
        outputs);
  }

  /** What a run on such a crop takes. */
  public double multiplyAdds(Crop crop) {
    return rowWork().multiplyAdds(crop);
  }

  /** The same of all of its input. */
  public double multiplyAdds(int items, Size input) {
    return rowWork().upToTheEdge(input.height()) * input.width() * items;
  }

  public RowWork rowWork() {
    return new RowWork(this);
  }
}
