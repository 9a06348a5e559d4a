package org.meitheal.core.partition;

import java.util.List;

/**
 * Layers as PyTorch has them, written down once more and slowly, sizes included. Windows are
 * square, paddings of rows and columns may differ.
 */
sealed interface Layer {
  Tensor apply(Tensor input);

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
  record MaxPool(Window window) implements Layer {
    @Override
    public Tensor apply(Tensor input) {
      Tensor output = pooled(input, window);
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

    private double largest(Tensor input, int n, int c, int y, int x) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < window.kernel(); i++) {
        for (int j = 0; j < window.kernel(); j++) {
          int row = y * window.stride() - window.before() + i * window.dilation();
          int column = x * window.stride() - window.before() + j * window.dilation();
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
      Tensor output = pooled(input, window);
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
  }

  /**
   * @param shortcut none for the identity
   */
  record Residual(List<Layer> branch, List<Layer> shortcut) implements Layer {
    @Override
    public Tensor apply(Tensor input) {
      Tensor a = run(branch, input);
      Tensor b = run(shortcut, input);
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

  private static Tensor pooled(Tensor input, Window window) {
    return Tensor.unknown(
        input.items(),
        input.channels(),
        outputs(window, input.rows()),
        outputs(window, input.columns()));
  }

  private static boolean inside(Tensor input, int row, int column) {
    return row >= 0 && row < input.rows() && column >= 0 && column < input.columns();
  }
}
