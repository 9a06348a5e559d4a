package org.meitheal.core.partition;

import java.util.List;

/**
 * A segment along one axis, seen from outside as one big window: output {@code o} reads the inputs
 * from {@code o · stride − before} up to {@code reach} of them.
 *
 * <p>Why an unmodified segment is exact on a crop: the crop starts at a multiple of the stride, so
 * that each inner layer's outputs are those of the whole, shifted by a whole number. An output
 * whose inputs all lie in the crop reads no padding at any inner layer, because what an inner
 * padding stands for lies outside the crop too. Where its inputs reach over the image's true edge,
 * the crop ends there as well, and the model's own padding is right. All other outputs are dropped.
 *
 * <p>The same of sizes: a layer's number of outputs grows by one with each stride of inputs, so
 * that a crop that leaves out a multiple of the stride in front, and reaches the end, has as many
 * as the whole, less those left out. What a {@code ceil} window adds at the end of a crop that ends
 * early reaches over that end, and is dropped.
 *
 * <p>Where branches join, each gives its own number of outputs, and those that agree on the whole
 * may differ on a crop by one, at its end, if their paddings round differently. So there the crop
 * leaves out a multiple of the stride behind it as well.
 *
 * <p>A segment with methods for <em>pieces</em> pads nothing at a cut ({@link RowEdges}): each of
 * its layers gives what lies whole in the crop, and branches are cropped to what all of them have.
 * So it needs exactly what its outputs read, from wherever that begins, and gives those outputs
 * alone. Only where they read over a true edge it pads there as the whole does; then outputs are
 * counted from the image's first, or up to its last, and the others are dropped.
 *
 * @param reach the receptive field, over all branches
 * @param before how far the first output reaches in front of the first input, over all branches
 * @param windows of the layers in a row (one branch), which give the number of outputs
 * @param branched whether branches join, as in a residual block
 * @param pieces whether the segment has methods for pieces along this axis
 */
public record Axis(
    int stride, int reach, int before, List<Window> windows, boolean branched, boolean pieces) {
  public Axis {
    windows = List.copyOf(windows);
    if (stride < 1 || reach < 1 || before < 0) {
      throw new IllegalArgumentException(
          "no axis: stride %d, reach %d, before %d".formatted(stride, reach, before));
    }
    if (windows.stream().mapToInt(Window::stride).reduce(1, Math::multiplyExact) != stride) {
      throw new IllegalArgumentException("the layers' strides do not multiply to " + stride);
    }
    if (pieces && windows.stream().anyMatch(Window::ceil)) {
      throw new IllegalArgumentException("a size that is rounded up is no piece's");
    }
  }

  /** Of an unmodified segment. */
  public Axis(int stride, int reach, int before, List<Window> windows, boolean branched) {
    this(stride, reach, before, windows, branched, false);
  }

  /** Without branches. */
  public Axis(int stride, int reach, int before, List<Window> windows) {
    this(stride, reach, before, windows, false);
  }

  /** The same of a segment that has methods for pieces. */
  public Axis inPieces() {
    return new Axis(stride, reach, before, windows, branched, true);
  }

  /** Of layers in a row, without branches. Araujo et al., "Computing receptive fields", 2019. */
  public static Axis of(List<Window> windows) {
    int stride = 1;
    int before = 0;
    int reach = 1;
    for (Window window : windows) {
      before += window.before() * stride;
      reach += (window.reach() - 1) * stride;
      stride *= window.stride();
    }
    return new Axis(stride, reach, before, windows);
  }

  /**
   * @throws IllegalArgumentException if so small an input gives no output
   */
  public int outputs(int inputs) {
    int size = inputs;
    for (Window window : windows) {
      size = window.outputs(size);
    }
    return size;
  }

  /**
   * The inputs to run the segment on so that these outputs are right, clipped at the true edges.
   * Unless it is a piece it begins at a multiple of the stride.
   *
   * @param inputs how many there are in all
   */
  public Interval crop(Interval outputs, int inputs) {
    if (outputs.isEmpty()) {
      return Interval.EMPTY;
    }
    return new Interval(cropFrom(outputs.from()), cropTo(outputs.to(), inputs));
  }

  /** Where the crop for outputs from {@code outputFrom} on begins. */
  public int cropFrom(int outputFrom) {
    int from = outputFrom * stride - before;
    return Math.max(0, pieces ? from : Math.floorDiv(from, stride) * stride);
  }

  /** Where the crop for outputs up to {@code outputTo} (exclusive) ends. */
  public int cropTo(int outputTo, int inputs) {
    int end = (outputTo - 1) * stride - before + reach;
    int left = inputs - end;
    if (left <= 0) {
      return inputs;
    }
    return branched && !pieces ? end + left % stride : end;
  }

  /** How many outputs of a run on that crop come before the first that is right and wanted. */
  public int spoiled(Interval outputs, Interval crop) {
    if (pieces && !readsInFront(outputs.from())) {
      return 0;
    }
    return outputs.from() - crop.from() / stride;
  }

  /** Whether outputs from {@code outputFrom} on read over the true front edge. */
  public boolean readsInFront(int outputFrom) {
    return outputFrom * stride < before;
  }

  /** Whether outputs up to {@code outputTo} (exclusive) read over the true end. */
  public boolean readsBehind(int outputTo, int inputs) {
    return (outputTo - 1) * stride - before + reach > inputs;
  }

  /**
   * Which method to run for these outputs.
   *
   * @param inputs how many there are in all
   */
  RowEdges edges(Interval outputs, int inputs) {
    return pieces
        ? RowEdges.of(readsInFront(outputs.from()), readsBehind(outputs.to(), inputs))
        : RowEdges.BOTH;
  }
}
