package org.meitheal.protocol.model;

import static org.meitheal.protocol.model.ManifestCheck.require;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.model.ModelManifest.Layer;
import org.meitheal.protocol.model.ModelManifest.Padding;
import org.meitheal.protocol.model.ModelManifest.Segment;

/**
 * Whether what a spatial segment says of rows and columns makes sense: a partition relies on it.
 */
final class GeometryCheck {
  private static final Set<String> KINDS = Set.of("convolution", "max_pool", "average_pool");

  private GeometryCheck() {}

  /**
   * @param name of the segment, in messages
   * @throws IllegalArgumentException that says what is wrong
   */
  static void check(Segment segment, String name) {
    checkWindow(segment.stride(), segment.kernel(), segment.padding(), name);
    checkLayers(segment.layers(), segment.stride(), name);
  }

  private static void checkWindow(
      @Nullable Integer stride, @Nullable Integer kernel, @Nullable Padding padding, String name) {
    if (stride == null || stride < 1 || kernel == null || kernel < 1 || padding == null) {
      throw new IllegalArgumentException(name + " is spatial: it needs stride, kernel and padding");
    }
    checkPadding(padding, name);
  }

  private static void checkLayers(
      @Nullable List<Layer> layers, @Nullable Integer stride, String name) {
    if (layers == null) {
      throw new IllegalArgumentException(name + " is spatial: it needs layers");
    }
    long product = 1;
    for (Layer layer : layers) {
      checkLayer(layer, name);
      product *= layer.stride();
    }
    require(stride != null && product == stride, name + " has another stride than its layers");
  }

  private static void checkLayer(Layer layer, String name) {
    require(KINDS.contains(layer.kind()), name + " has a layer of kind '" + layer.kind() + "'");
    require(
        layer.kernel() > 0 && layer.stride() > 0 && layer.dilation() > 0,
        name + " has a layer whose kernel, stride or dilation is not positive");
    checkPadding(layer.padding(), name);
  }

  private static void checkPadding(Padding padding, String name) {
    require(
        padding.top() >= 0 && padding.bottom() >= 0 && padding.left() >= 0 && padding.right() >= 0,
        name + " has negative padding");
  }
}
