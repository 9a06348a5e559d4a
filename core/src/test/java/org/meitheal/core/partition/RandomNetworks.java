package org.meitheal.core.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.meitheal.core.partition.Layer.Activation;
import org.meitheal.core.partition.Layer.AveragePool;
import org.meitheal.core.partition.Layer.Convolution;
import org.meitheal.core.partition.Layer.MaxPool;
import org.meitheal.core.partition.Layer.Residual;

/** Networks, images and divisions by a seed. */
final class RandomNetworks {
  private static final int TOO_LARGE = 80;

  private final Random random;

  RandomNetworks(Random random) {
    this.random = random;
  }

  Network network() {
    int length = 1 + random.nextInt(5);
    List<List<Layer>> segments = new ArrayList<>();
    List<Integer> channels = new ArrayList<>();
    List<Boolean> pieces = new ArrayList<>();
    channels.add(1 + random.nextInt(2));
    for (int i = 0; i < length; i++) {
      List<Layer> layers = new ArrayList<>();
      int now = channels.getLast();
      int count = 1 + random.nextInt(3);
      for (int k = 0; k < count; k++) {
        now = add(layers, now);
      }
      segments.add(layers);
      channels.add(now);
      pieces.add(Layer.hasPieces(layers) && random.nextInt(4) > 0);
    }
    return new Network(segments, channels, pieces);
  }

  /** Adds a layer; gives the channels behind it. */
  private int add(List<Layer> layers, int channels) {
    switch (random.nextInt(6)) {
      case 0 -> layers.add(maxPool());
      case 1 -> layers.add(averagePool());
      case 2 -> layers.add(residual(channels));
      case 3 -> layers.add(stridedResidual(channels));
      default -> {
        int out = 1 + random.nextInt(3);
        int stride = 1 + random.nextInt(2);
        layers.add(convolution(channels, out, window(stride, random), window(stride, random)));
        layers.add(activation());
        return out;
      }
    }
    return channels;
  }

  private Convolution convolution(int in, int out, Window rows, Window columns) {
    // Windows are square: the columns' one only has paddings of its own.
    Window square =
        new Window(
            rows.kernel(),
            rows.stride(),
            rows.dilation(),
            Math.min(columns.before(), rows.reach() - 1),
            Math.min(columns.after(), rows.reach() - 1),
            false);
    int groups = in == out && random.nextBoolean() ? in : 1;
    double[][][][] weights = new double[out][in / groups][rows.kernel()][rows.kernel()];
    for (double[][][] ofOutput : weights) {
      for (double[][] ofInput : ofOutput) {
        for (double[] row : ofInput) {
          java.util.Arrays.setAll(row, _ -> random.nextGaussian());
        }
      }
    }
    double[] bias = new double[out];
    java.util.Arrays.setAll(bias, _ -> random.nextGaussian());
    return new Convolution(rows, square, groups, weights, bias);
  }

  private static Window window(int stride, Random random) {
    int kernel = 1 + random.nextInt(7);
    int dilation = 1 + random.nextInt(2);
    int reach = dilation * (kernel - 1) + 1;
    int before = random.nextInt(reach);
    int after = random.nextBoolean() ? before : random.nextInt(reach);
    return new Window(kernel, stride, dilation, before, after, false);
  }

  private MaxPool maxPool() {
    int kernel = 1 + random.nextInt(4);
    int dilation = 1 + random.nextInt(2);
    int pad = random.nextInt((dilation * (kernel - 1) + 1) / 2 + 1);
    pad = Math.min(pad, dilation * (kernel - 1));
    int stride = 1 + random.nextInt(2);
    Window window = new Window(kernel, stride, dilation, pad, pad, random.nextBoolean());
    return new MaxPool(window, window);
  }

  private AveragePool averagePool() {
    int kernel = 1 + random.nextInt(4);
    int pad = Math.min(random.nextInt(kernel / 2 + 1), kernel - 1);
    int stride = 1 + random.nextInt(2);
    return new AveragePool(
        new Window(kernel, stride, 1, pad, pad, random.nextBoolean()), random.nextBoolean());
  }

  private Activation activation() {
    return new Activation(0.5 + random.nextDouble(), random.nextGaussian());
  }

  private Residual residual(int channels) {
    Window rows = same(1);
    return new Residual(
        List.of(convolution(channels, channels, rows, rows), activation()), List.of());
  }

  /** Whether the sizes agree may depend on the input's: with one more padding, on its evenness. */
  private Residual stridedResidual(int channels) {
    Window rows = same(2);
    Window second = same(1);
    Window one = new Window(1, 2, 1, 0, 0, false);
    List<Layer> shortcut =
        random.nextBoolean()
            ? List.of(convolution(channels, channels, one, one))
            : List.of(
                new AveragePool(new Window(2, 2, 1, 0, 0, random.nextBoolean()), false),
                activation());
    return new Residual(
        List.of(
            convolution(channels, channels, rows, rows),
            activation(),
            convolution(channels, channels, second, second)),
        shortcut);
  }

  private Window same(int stride) {
    int kernel = 1 + random.nextInt(5);
    int before = random.nextInt(kernel);
    int after = kernel - 1 - before;
    return new Window(kernel, stride, 1, before, after, false);
  }

  /** The smallest legal, or a little larger; none where nothing fits. */
  Tensor image(Network network, int items) {
    List<Size> legal = new ArrayList<>();
    int wanted = random.nextBoolean() ? 1 : 1 + random.nextInt(15);
    for (int side = 1; side < TOO_LARGE && legal.size() < wanted; side++) {
      Size size = new Size(side, side);
      if (runs(network, size)) {
        legal.add(size);
      }
    }
    if (legal.isEmpty()) {
      return null;
    }
    Size square = legal.getLast();
    Size longer = new Size(square.height(), square.width() + random.nextInt(12));
    Size higher = new Size(square.height() + random.nextInt(12), square.width());
    Size size = runs(network, longer) ? longer : runs(network, higher) ? higher : square;
    Tensor image =
        Tensor.unknown(items, network.channels().getFirst(), size.height(), size.width());
    java.util.Arrays.setAll(image.values(), _ -> random.nextGaussian());
    return image;
  }

  private static boolean runs(Network network, Size size) {
    Tensor zeros = Tensor.unknown(1, network.channels().getFirst(), size.height(), size.width());
    java.util.Arrays.fill(zeros.values(), 0);
    try {
      return finite(network, zeros);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** A pooling window that sees padding alone gives −∞ or 0 ÷ 0: no network has it. */
  private static boolean finite(Network network, Tensor image) {
    Tensor activation = image;
    for (int i = 0; i < network.segments().size(); i++) {
      activation = network.runSegment(i, activation);
      if (!java.util.Arrays.stream(activation.values()).allMatch(Double::isFinite)) {
        return false;
      }
    }
    return true;
  }

  Partition partition(Network network, Tensor image) {
    Chain chain = network.chain();
    Size size = new Size(image.rows(), image.columns());
    List<Size> sizes = chain.sizes(size);
    int parts = 1 + random.nextInt(8);
    List<Stage> stages = new ArrayList<>();
    int first = 0;
    Shares shares = shares(parts);
    do {
      int end = first + 1 + random.nextInt(chain.length() - first);
      if (random.nextInt(4) == 0) {
        shares = shares(parts);
      }
      stages.add(new Stage(first, end, layout(image.items(), sizes.get(end), parts, shares)));
      first = end;
    } while (first < chain.length() && random.nextInt(8) > 0);
    return new Partition(chain, image.items(), size, stages);
  }

  private Layout layout(int items, Size size, int parts, Shares shares) {
    return switch (random.nextInt(6)) {
      case 0 -> Layout.at(random.nextInt(parts), parts, Box.whole(items, size));
      case 1 -> Layout.items(items, size, shares);
      case 2 -> {
        List<Integer> divisors = new ArrayList<>();
        for (int d = 1; d <= parts; d++) {
          if (parts % d == 0) {
            divisors.add(d);
          }
        }
        int rows = divisors.get(random.nextInt(divisors.size()));
        yield Layout.tiles(items, size, shares(rows), shares(parts / rows));
      }
      default -> Layout.rows(items, size, shares);
    };
  }

  private Shares shares(int parts) {
    if (random.nextBoolean()) {
      return Shares.equal(parts);
    }
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      weights.add(random.nextInt(4) == 0 ? 0 : random.nextDouble());
    }
    weights.set(random.nextInt(parts), 1.0);
    return new Shares(weights);
  }
}
