package org.meitheal.core.partition;

/**
 * A segment whose outputs each depend on a bounded window of its input.
 *
 * @param multiplyAddsPerPixel of its input
 */
public record SpatialSegment(
    String name,
    int inChannels,
    int outChannels,
    Axis rows,
    Axis columns,
    double multiplyAddsPerPixel) {
  public SpatialSegment {
    if (inChannels < 1 || outChannels < 1 || !(multiplyAddsPerPixel >= 0)) {
      throw new IllegalArgumentException("no segment: " + name);
    }
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
        rows.spoiled(outputs.rows(), cropRows),
        columns.spoiled(outputs.columns(), cropColumns),
        outputs);
  }
}
