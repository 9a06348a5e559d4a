package org.meitheal.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every network, image and division. A failing test's name shows its seed. */
class PartitionPropertyTests {
  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void partsGiveExactlyWhatTheWholeGives(long seed) {
    Random random = new Random(seed);
    RandomNetworks networks = new RandomNetworks(random);
    Network network = networks.network();
    Tensor image = networks.image(network, 1 + random.nextInt(3));
    assumeTrue(image != null);
    for (int i = 0; i < 4; i++) {
      Partition partition = networks.partition(network, image);
      Tensor whole = network.prefix(partition.end()).run(image);

      assertThat(new PartwiseRun(network, partition).run(image).values()).isEqualTo(whole.values());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sizesAreThoseOfARun(long seed) {
    Random random = new Random(seed);
    RandomNetworks networks = new RandomNetworks(random);
    Network network = networks.network();
    Tensor activation = networks.image(network, 1);
    assumeTrue(activation != null);
    List<Size> sizes = network.chain().sizes(new Size(activation.rows(), activation.columns()));
    for (int i = 0; i < network.segments().size(); i++) {
      activation = network.runSegment(i, activation);
      assertThat(new Size(activation.rows(), activation.columns())).isEqualTo(sizes.get(i + 1));
    }
  }
}
