package org.meitheal.core.partition;

import java.util.List;
import java.util.stream.Stream;

/**
 * Layers as PyTorch has them, written down once more and slowly, sizes included. Windows are
 * square, paddings of rows and columns may differ.
 */
sealed interface Layer {
  Tensor apply(Tensor input);

  /**
   * The same for a crop of rows, without padding at a cut.
   *
   * @throws IllegalArgumentException where there is no such layer
   */
  Layer cut(RowEdges edges);

  static boolean hasPieces(List<Layer> layers) {
    return layers.stream()
        .allMatch(layer ->
            switch (layer) {
              case Convolution _, Activation _ -> true;
              case MaxPool pool -> !pool.rows.ceil();
              case AveragePool _ -> false;
              case Residual r ->
                  Stream.concat(r.branch.stream(), r.shortcut.stream())
                      .allMatch(inner ->
                          inner instanceof Activation
                              || (inner instanceof Convolution c && c.rows.stride() == 1));
            });
  }

  static List<Layer> cut(List<Layer> layers, RowEdges edges) {
    return layers.stream().map(layer -> layer.cut(edges)).toList();
  }

  private static Window cut(Window w, RowEdges edges) {
    return new Window(
        w.kernel(),
        w.stride(),
        w.dilation(),
        edges.upper() ? w.before() : 0,
        edges.lower() ? w.after() : 0,
        w.ceil());
  }

  /** PyTorch's {@code pooling_output_shape}, which with {@code ceil} off is a convolution's too. */
  static int outputs(Window w, int inputs) {
    int room = inputs + w.before() + w.after() - w.dilation() * (w.kernel() - 1) - 1;
    int outputs = Math.floorDiv(room + (w.ceil() ? w.stride() - 1 : 0), w.stride()) + 1;
    if (w.ceil() && (outputs - 1) * w.stride() >= inputs + w.before()) {
      outputs--;
    }
    if (outputs < 1) {
      throw new IllegalArgumentException("the window is larger than the input");
    }
    return outputs;
  }

  /**
   * @param weights [output channel][input channel of the group][row][column]
   */
  record Convolution(Window rows, Window columns, int groups, double[][][][] weights, double[] bias)
      implements Layer {
    @Override
    public Tensor apply(Tensor input) {
      Tensor output =
          Tensor.unknown(
              input.items(),
              bias.length,
              outputs(rows, input.rows()),
              outputs(columns, input.columns()));
      for (int n = 0; n < output.items(); n++) {
        for (int c = 0; c < output.channels(); c++) {
          for (int y = 0; y < output.rows(); y++) {
            for (int x = 0; x < output.columns(); x++) {
              output.set(n, c, y, x, sum(input, n, c, y, x));
            }
          }
        }
      }
      return output;
    }

    @Override
    public Layer cut(RowEdges edges) {
      return new Convolution(Layer.cut(rows, edges), columns, groups, weights, bias);
    }

    private double sum(Tensor input, int n, int c, int y, int x) {
      int ofGroup = input.channels() / groups;
      int firstChannel = c / (bias.length / groups) * ofGroup;
      double sum = bias[c];
      for (int k = 0; k < ofGroup; k++) {
        for (int i = 0; i < rows.kernel(); i++) {
          for (int j = 0; j < columns.kernel(); j++) {
            int row = y * rows.stride() - rows.before() + i * rows.dilation();
            int column = x * columns.stride() - columns.before() + j * columns.dilation();
            if (inside(input, row, column)) {
              sum += weights[c][k][i][j] * input.at(n, firstChannel + k, row, column);
            }
          }
        }
      }
      return sum;
    }
  }

  /** Padding counts as −∞. */
  record MaxPool(Window rows, Window columns) implements Layer {
    @Override
    public Tensor apply(Tensor input) {
      Tensor output = pooled(input, rows, columns);
      for (int n = 0; n < output.items(); n++) {
        for (int c = 0; c < output.channels(); c++) {
          for (int y = 0; y < output.rows(); y++) {
            for (int x = 0; x < output.columns(); x++) {
              output.set(n, c, y, x, largest(input, n, c, y, x));
            }
          }
        }
      }
      return output;
    }

    @Override
    public Layer cut(RowEdges edges) {
      return new MaxPool(Layer.cut(rows, edges), columns);
    }

    private double largest(Tensor input, int n, int c, int y, int x) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < rows.kernel(); i++) {
        for (int j = 0; j < columns.kernel(); j++) {
          int row = y * rows.stride() - rows.before() + i * rows.dilation();
          int column = x * columns.stride() - columns.before() + j * columns.dilation();
          if (inside(input, row, column)) {
            largest = Math.max(largest, input.at(n, c, row, column));
          }
        }
      }
      return largest;
    }
  }

  /** Without dilation, and with the same padding on all sides, as PyTorch's. */
  record AveragePool(Window window, boolean countIncludePad) implements Layer {
    @Override
    public Tensor apply(Tensor input) {
      Tensor output = pooled(input, window, window);
      for (int n = 0; n < output.items(); n++) {
        for (int c = 0; c < output.channels(); c++) {
          for (int y = 0; y < output.rows(); y++) {
            for (int x = 0; x < output.columns(); x++) {
              output.set(n, c, y, x, mean(input, n, c, y, x));
            }
          }
        }
      }
      return output;
    }

    @Override
    public Layer cut(RowEdges edges) {
      throw new IllegalArgumentException("what a mean divides by depends on the padding");
    }

    private double mean(Tensor input, int n, int c, int y, int x) {
      int pad = window.before();
      int top = y * window.stride() - pad;
      int left = x * window.stride() - pad;
      int bottom = Math.min(top + window.kernel(), input.rows() + pad);
      int right = Math.min(left + window.kernel(), input.columns() + pad);
      int padded = (bottom - top) * (right - left);
      top = Math.max(top, 0);
      left = Math.max(left, 0);
      bottom = Math.min(bottom, input.rows());
      right = Math.min(right, input.columns());
      double sum = 0;
      for (int row = top; row < bottom; row++) {
        for (int column = left; column < right; column++) {
          sum += input.at(n, c, row, column);
        }
      }
      return sum / (countIncludePad ? padded : (bottom - top) * (right - left));
    }
  }

  /** Batch normalisation in evaluation mode and ReLU: of zero, the padding, it is not zero. */
  record Activation(double scale, double shift) implements Layer {
    @Override
    public Tensor apply(Tensor input) {
      Tensor output =
          Tensor.unknown(input.items(), input.channels(), input.rows(), input.columns());
      for (int i = 0; i < input.values().length; i++) {
        output.values()[i] = Math.max(0, scale * input.values()[i] + shift);
      }
      return output;
    }

    @Override
    public Layer cut(RowEdges edges) {
      return this;
    }
  }

  /**
   * @param shortcut none for the identity
   * @param ofBranch rows that the branch has and the shortcut has not
   */
  record Residual(List<Layer> branch, List<Layer> shortcut, Surplus ofBranch, Surplus ofShortcut)
      implements Layer {
    /** Rows. */
    record Surplus(int front, int end) {
      static final Surplus NONE = new Surplus(0, 0);

      Tensor dropped(Tensor from) {
        Box all =
            new Box(
                Interval.upTo(from.items()),
                Interval.upTo(from.rows()),
                Interval.upTo(from.columns()));
        Interval rows = new Interval(front, from.rows() - end);
        return from.cut(new Box(all.items(), rows, all.columns()), all);
      }
    }

    Residual(List<Layer> branch, List<Layer> shortcut) {
      this(branch, shortcut, Surplus.NONE, Surplus.NONE);
    }

    @Override
    public Layer cut(RowEdges edges) {
      if (!hasPieces(List.of(this))) {
        throw new IllegalArgumentException("branches with strides have no common rows");
      }
      int front = edges.upper() ? 0 : lost(branch, true) - lost(shortcut, true);
      int end = edges.lower() ? 0 : lost(branch, false) - lost(shortcut, false);
      return new Residual(
          Layer.cut(branch, edges),
          Layer.cut(shortcut, edges),
          new Surplus(Math.max(0, -front), Math.max(0, -end)),
          new Surplus(Math.max(0, front), Math.max(0, end)));
    }

    /** Rows that the layers lose at a cut. */
    private static int lost(List<Layer> layers, boolean front) {
      int lost = 0;
      for (Layer layer : layers) {
        if (layer instanceof Convolution(Window rows, _, _, _, _)) {
          lost += front ? rows.before() : rows.reach() - 1 - rows.before();
        }
      }
      return lost;
    }

    @Override
    public Tensor apply(Tensor input) {
      Tensor a = ofBranch.dropped(run(branch, input));
      Tensor b = ofShortcut.dropped(run(shortcut, input));
      if (a.channels() != b.channels() || a.rows() != b.rows() || a.columns() != b.columns()) {
        throw new IllegalArgumentException("branches of different sizes");
      }
      double[] sum = new double[a.values().length];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = a.values()[i] + b.values()[i];
      }
      return new Tensor(a.items(), a.channels(), a.rows(), a.columns(), sum);
    }
  }

  static Tensor run(List<Layer> layers, Tensor input) {
    Tensor activation = input;
    for (Layer layer : layers) {
      activation = layer.apply(activation);
    }
    return activation;
  }

  private static Tensor pooled(Tensor input, Window rows, Window columns) {
    return Tensor.unknown(
        input.items(),
        input.channels(),
        outputs(rows, input.rows()),
        outputs(columns, input.columns()));
  }

  private static boolean inside(Tensor input, int row, int column) {
    return row >= 0 && row < input.rows() && column >= 0 && column < input.columns();
  }
}
