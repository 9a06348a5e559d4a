package org.meitheal.protocol.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.meitheal.core.partition.Axis;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.SpatialSegment;
import org.meitheal.core.partition.Window;
import org.meitheal.protocol.model.ModelManifest.Layer;
import org.meitheal.protocol.model.ModelManifest.Padding;
import org.meitheal.protocol.model.ModelManifest.Segment;

/** The front of a bundle that can be divided, as {@code core} reckons with it. */
public final class SplittableChain {
  private static final String CONVOLUTION = "convolution";

  private SplittableChain() {}

  /**
   * All spatial segments of a bundle.
   *
   * @throws IllegalArgumentException if a segment's layers do not fit its stride
   */
  public static Chain of(ModelManifest manifest) {
    List<SpatialSegment> segments = new ArrayList<>();
    double height = manifest.referenceSize().get(0);
    double width = manifest.referenceSize().get(1);
    for (Segment segment : manifest.segments()) {
      if (segment.spatial()) {
        segments.add(spatial(segment, height * width));
        int stride = Objects.requireNonNull(segment.stride());
        height /= stride;
        width /= stride;
      }
    }
    return new Chain(segments);
  }

  private static SpatialSegment spatial(Segment segment, double pixels) {
    Padding padding = Objects.requireNonNull(segment.padding());
    Axis rows = axis(segment, padding.top(), true);
    return new SpatialSegment(
        segment.name(),
        segment.inChannels(),
        segment.outChannels(),
        segment.hasRowPieces() ? rows.inPieces() : rows,
        axis(segment, padding.left(), false),
        segment.multiplyAdds() / pixels,
        segment.hasRowPieces() ? layerMultiplyAdds(segment) : List.of());
  }

  private static List<Double> layerMultiplyAdds(Segment segment) {
    return Objects.requireNonNull(segment.layers()).stream().map(l -> multiplyAdds(l)).toList();
  }

  /** Of a pixel that the layer gives; poolings are not counted. */
  private static double multiplyAdds(Layer layer) {
    return layer.kind().equals(CONVOLUTION)
        ? (double) layer.inChannels()
            / layer.groups()
            * layer.outChannels()
            * layer.kernel()
            * layer.kernel()
        : 0;
  }

  private static Axis axis(Segment segment, int before, boolean rows) {
    int stride = Objects.requireNonNull(segment.stride());
    int kernel = Objects.requireNonNull(segment.kernel());
    List<Window> windows =
        Objects.requireNonNull(segment.layers()).stream().map(l -> window(l, rows)).toList();
    return new Axis(stride, kernel, before, windows, Boolean.TRUE.equals(segment.residual()));
  }

  private static Window window(Layer layer, boolean rows) {
    Padding padding = layer.padding();
    return new Window(
        layer.kernel(),
        layer.stride(),
        layer.dilation(),
        rows ? padding.top() : padding.left(),
        rows ? padding.bottom() : padding.right(),
        Boolean.TRUE.equals(layer.ceilMode()));
  }
}
