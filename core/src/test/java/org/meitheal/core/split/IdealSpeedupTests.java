package org.meitheal.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Crop;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.SpatialSegment;
import org.meitheal.core.partition.Stage;

/** How far equal strips of EfficientNet-Lite0 go by multiply-adds, whatever is communicated. */
class IdealSpeedupTests {
  /** Each layer on the rows that it must compute, and on no others. */
  @ParameterizedTest
  @CsvSource({
    "224, 4, 2.64",
    "640, 2, 1.93",
    "640, 4, 3.49",
    "640, 8, 5.86",
    "1280, 4, 3.73",
    "1280, 8, 6.98"
  })
  void ofAnExchangeAtEveryBlockLayerByLayer(int side, int parts, double expected) {
    double whole = EfficientNetLite0.HEAD;
    double busiest = EfficientNetLite0.HEAD;
    Size size = new Size(side, side);
    for (List<SpatialSegment> block : EfficientNetLite0.layers()) {
      Chain chain = new Chain(block);
      List<Size> sizes = chain.sizes(size);
      whole += work(chain, sizes, Box.whole(1, sizes.getLast()));
      double most = 0;
      for (Box box : Layout.rows(1, sizes.getLast(), Shares.equal(parts)).boxes()) {
        most = Math.max(most, work(chain, sizes, box));
      }
      busiest += most;
      size = sizes.getLast();
    }
    assertThat(whole / busiest).isCloseTo(expected, withinPercentage(2));
  }

  private static double work(Chain chain, List<Size> sizes, Box outputs) {
    double sum = 0;
    List<Crop> crops = chain.crops(0, chain.length(), sizes, outputs);
    for (int i = 0; i < crops.size(); i++) {
      sum += chain.segments().get(i).multiplyAddsPerPixel() * crops.get(i).output().pixels();
    }
    return sum;
  }

  /** Unmodified segments run all of their layers on the whole crop, halo included. */
  @ParameterizedTest
  @CsvSource({
    "224, 4, 1.96",
    "640, 2, 1.85",
    "640, 4, 3.02",
    "640, 8, 4.63",
    "1280, 4, 3.44",
    "1280, 8, 6.03"
  })
  void ofAnExchangeAtEveryBlockAsSegmentsRun(int side, int parts, double expected) {
    assertThat(ideal(EfficientNetLite0.unmodified(), side, parts))
        .isCloseTo(expected, within(0.01));
  }

  /** Pieces run each layer on its own rows, as far as the parts' equal rows allow. */
  @ParameterizedTest
  @CsvSource({
    "224, 4, 2.64",
    "640, 2, 1.93",
    "640, 4, 3.49",
    "640, 8, 5.86",
    "1280, 4, 3.73",
    "1280, 8, 6.98"
  })
  void ofAnExchangeAtEveryBlockAsPiecesRun(int side, int parts, double expected) {
    assertThat(ideal(EfficientNetLite0.chain(), side, parts))
        .isCloseTo(expected, withinPercentage(2));
  }

  private static double ideal(Chain chain, int side, int parts) {
    Size image = new Size(side, side);
    List<Size> sizes = chain.sizes(image);
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < chain.length(); i++) {
      Layout layout = Layout.rows(1, sizes.get(i + 1), Shares.equal(parts));
      stages.add(new Stage(i, i + 1, layout));
    }
    Partition partition = new Partition(chain, 1, image, stages);
    DivisibleWork work = new DivisibleWork(chain, 1, image, 1, List.of(EfficientNetLite0.HEAD));
    SplitRequest request =
        new SplitRequest(
            work,
            Teams.device("lead").lanes(Collections.nCopies(parts, 0.0)).member(),
            List.of(),
            List.of(),
            1000,
            true);
    Crew crew = Crew.of(request, SplitSettings.defaults());
    return new Forecaster(crew, new Geometry(work), SplitSettings.defaults(), partition)
        .forecast(1000)
        .idealSpeedup();
  }
}
