package org.meitheal.protocol.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle's {@code model.json}: a chain of TorchScript segments, the last of them the head.
 *
 * @param labels null where the output's values are no classes
 */
public record ModelManifest(
    int format,
    String name,
    String version,
    String platform,
    Input input,
    Tensor output,
    Preprocessing preprocessing,
    long defaultDeadlineMs,
    List<Integer> referenceSize,
    List<Segment> segments,
    @Nullable LabelFile labels) {
  /** Whether the output's values are classes that have names: only then a photo has labels. */
  public boolean hasLabels() {
    return labels != null;
  }

  private static final String JOINS_BY_MEAN = "mean";

  /** Whether the answers of pieces of an image add up to the whole's. */
  public boolean joinsByMean() {
    List<Segment> rest = segments.stream().filter(segment -> !segment.spatial()).toList();
    return rest.size() == 1 && rest.getFirst().joinsByMean();
  }

  /**
   * The work of one input, by the manifest's figures: spatial segments grow with the pixels, the
   * head does not; both grow with the batch.
   *
   * @param shape N×C×H×W
   * @throws IllegalArgumentException if the shape is another
   */
  public long multiplyAdds(List<Long> shape) {
    if (shape.size() != 4 || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("not an N×C×H×W shape: " + shape);
    }
    return multiplyAdds(shape.get(0), shape.get(2), shape.get(3));
  }

  /** The same, of {@code batch} images of {@code height} × {@code width} pixels. */
  public long multiplyAdds(long batch, long height, long width) {
    double pixels = (double) height * width;
    double scale = pixels / ((double) referenceSize.get(0) * referenceSize.get(1));
    double sum = 0;
    for (Segment segment : segments) {
      sum += segment.multiplyAdds() * (segment.spatial() ? scale : 1);
    }
    return Math.round(sum * batch);
  }

  /**
   * @param shape −1 is variable
   */
  public record Tensor(String name, String datatype, List<Long> shape) {}

  /** NCHW; heights and widths between {@code minimumSize} and {@code maximumSize}. */
  public record Input(
      String name,
      String datatype,
      List<Long> shape,
      List<Integer> minimumSize,
      List<Integer> maximumSize) {}

  /**
   * For photos: the short side is resized to {@code size}, then a square is cut from the centre.
   */
  public record Preprocessing(int size, String resize, String crop) {}

  public record LabelFile(String file, String sha256) {}

  public record Padding(int top, int bottom, int left, int right) {}

  /**
   * A convolution or pooling of the segment's path with the longest reach, in order. Together they
   * give the output's size for each input size; the segment's own window covers all of its
   * branches.
   *
   * @param kind {@code convolution}, {@code max_pool} or {@code average_pool}
   * @param ceilMode true where the size is rounded up, and no window begins behind the last true
   *     row; null is false
   */
  public record Layer(
      String kind,
      int kernel,
      int stride,
      int dilation,
      Padding padding,
      int inChannels,
      int outChannels,
      int groups,
      @Nullable Boolean ceilMode) {}

  /**
   * @param spatial whether output rows depend on a bounded band of input rows
   * @param stride output row r reads {@code kernel} input rows from r × stride − padding.top on,
   *     columns likewise; of a head, null like {@code kernel}, {@code padding} and {@code layers}
   * @param residual whether branches are joined in it; they may have changed the shape
   * @param rowPieces whether the module has the methods {@code upper}, {@code lower} and {@code
   *     inner} beside {@code forward}, for crops that begin, end or do both at a cut through the
   *     image, where no row is padded; null is false
   * @param multiplyAdds at the reference size, batch 1
   * @param joins of a head: {@code mean} where it is affine in the mean over the image, so that the
   *     answers of pieces, weighted with their pixels, add up to the whole's; none where it is not
   */
  public record Segment(
      String name,
      String file,
      String sha256,
      long bytes,
      boolean spatial,
      int inChannels,
      int outChannels,
      @Nullable Integer stride,
      @Nullable Integer kernel,
      @Nullable Padding padding,
      @Nullable List<Layer> layers,
      @Nullable Boolean residual,
      @Nullable Boolean rowPieces,
      long multiplyAdds,
      @Nullable String joins) {
    /** Whether a crop can be computed without the rows that a cut spoils. */
    public boolean hasRowPieces() {
      return Boolean.TRUE.equals(rowPieces);
    }

    /** Whether the answers of pieces of an image add up to the whole's. */
    public boolean joinsByMean() {
      return JOINS_BY_MEAN.equals(joins);
    }
  }
}
