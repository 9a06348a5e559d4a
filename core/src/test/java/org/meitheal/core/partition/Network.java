package org.meitheal.core.partition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.meitheal.core.partition.Layer.Activation;
import org.meitheal.core.partition.Layer.AveragePool;
import org.meitheal.core.partition.Layer.Convolution;
import org.meitheal.core.partition.Layer.MaxPool;
import org.meitheal.core.partition.Layer.Residual;

/** A chain of segments that can be run, and the same as {@code core} reckons with it. */
record Network(List<List<Layer>> segments, List<Integer> channels, List<Boolean> pieces) {
  Chain chain() {
    List<SpatialSegment> spatial = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      List<Layer> layers = segments.get(i);
      Axis rows = axis(layers, true);
      spatial.add(
          new SpatialSegment(
              "segment-" + i,
              channels.get(i),
              channels.get(i + 1),
              pieces.get(i) ? rows.inPieces() : rows,
              axis(layers, false),
              1 + i,
              Collections.nCopies(pieces.get(i) ? rows.windows().size() : 0, 1.0)));
    }
    return new Chain(spatial);
  }

  Tensor run(Tensor image) {
    Tensor activation = image;
    for (List<Layer> layers : segments) {
      activation = Layer.run(layers, activation);
    }
    return activation;
  }

  Tensor runSegment(int segment, Tensor input) {
    return runSegment(segment, RowEdges.BOTH, input);
  }

  Tensor runSegment(int segment, RowEdges edges, Tensor input) {
    List<Layer> layers = segments.get(segment);
    return Layer.run(edges == RowEdges.BOTH ? layers : Layer.cut(layers, edges), input);
  }

  /** Its first segments. */
  Network prefix(int end) {
    return new Network(segments.subList(0, end), channels.subList(0, end + 1), pieces);
  }

  /** As an exporter would: the main branch's windows, and the receptive field over all branches. */
  private static Axis axis(List<Layer> layers, boolean rows) {
    Field field = new Field();
    for (Layer layer : layers) {
      field.add(layer, rows);
    }
    return new Axis(
        field.stride, field.before + field.after + 1, field.before, field.windows, field.branched);
  }

  private static final class Field {
    final List<Window> windows = new ArrayList<>();
    int stride = 1;
    int before;

    /** How far behind {@code o · stride} output o reads. */
    int after;

    boolean branched;

    void add(Layer layer, boolean rows) {
      switch (layer) {
        case Convolution c -> add(rows ? c.rows() : c.columns());
        case MaxPool p -> add(rows ? p.rows() : p.columns());
        case AveragePool p -> add(p.window());
        case Activation _ -> {}
        case Residual r -> add(r, rows);
      }
    }

    private void add(Window w) {
      before += w.before() * stride;
      after += (w.reach() - 1 - w.before()) * stride;
      stride *= w.stride();
      windows.add(w);
    }

    private void add(Residual residual, boolean rows) {
      branched = true;
      Field shortcut = new Field();
      shortcut.stride = stride;
      shortcut.before = before;
      shortcut.after = after;
      residual.shortcut().forEach(layer -> shortcut.add(layer, rows));
      residual.branch().forEach(layer -> add(layer, rows));
      before = Math.max(before, shortcut.before);
      after = Math.max(after, shortcut.after);
    }
  }
}
