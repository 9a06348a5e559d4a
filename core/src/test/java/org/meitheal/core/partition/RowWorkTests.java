package org.meitheal.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the layers' sizes in a run, one after the other. */
class RowWorkTests {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void piecesCountTheRowsOfEachLayer(long seed) {
    Random random = new Random(seed);
    List<Window> windows = new ArrayList<>();
    List<Double> work = new ArrayList<>();
    int layers = 1 + random.nextInt(4);
    for (int i = 0; i < layers; i++) {
      int kernel = 1 + random.nextInt(5);
      int before = random.nextInt(kernel);
      int after = random.nextInt(kernel);
      windows.add(new Window(kernel, 1 + random.nextInt(2), 1, before, after, false));
      work.add((double) random.nextInt(10));
    }
    Axis axis = Axis.of(windows);
    SpatialSegment segment = new SpatialSegment("pieces", 1, 1, axis.inPieces(), axis, 0, work);
    Size input = new Size(axis.reach() + random.nextInt(60), axis.reach() + 1);
    Size outputs = segment.outputs(input);
    assumeTrue(outputs.height() > 1);
    for (int from = 0; from < outputs.height(); from++) {
      for (int to = from + 1; to <= outputs.height(); to++) {
        Box box =
            new Box(Interval.upTo(2), new Interval(from, to), new Interval(0, outputs.width()));
        Crop crop = segment.crop(box, input);
        double columns = crop.input().columns().length();

        assertThat(segment.multiplyAdds(crop))
            .isCloseTo(2 * columns * perColumn(windows, work, crop), within(1e-6));
      }
    }
  }

  /** Of a column of the input, a layer behind a stride of s computes one s-th. */
  private static double perColumn(List<Window> windows, List<Double> work, Crop crop) {
    double sum = 0;
    int rows = crop.input().rows().length();
    int jump = 1;
    for (int i = 0; i < windows.size(); i++) {
      Window w = windows.get(i);
      int padding =
          (crop.edges().upper() ? w.before() : 0) + (crop.edges().lower() ? w.after() : 0);
      rows = (rows + padding - w.kernel()) / w.stride() + 1;
      jump *= w.stride();
      sum += work.get(i) * rows / jump;
    }
    return sum;
  }

  @Test
  void anUnmodifiedSegmentRunsOnAllOfItsCrop() {
    Axis axis = Axis.of(List.of(new Window(3, 1, 1, 1, 1, false)));
    SpatialSegment segment = new SpatialSegment("unmodified", 1, 1, axis, axis, 7);
    Crop crop =
        segment.crop(
            new Box(Interval.upTo(1), new Interval(4, 6), new Interval(0, 10)), new Size(10, 10));

    assertThat(crop.edges()).isEqualTo(RowEdges.BOTH);
    assertThat(segment.multiplyAdds(crop)).isEqualTo(7 * 4 * 10);
    assertThat(segment.multiplyAdds(3, new Size(10, 10))).isEqualTo(7 * 300);
  }

  @Test
  void aShortcutsLayersRunOnAllOfTheCrop() {
    Axis axis = new Axis(1, 3, 1, List.of(new Window(3, 1, 1, 1, 1, false)), true);
    SpatialSegment segment =
        new SpatialSegment("shortcut", 1, 1, axis.inPieces(), axis, 9 + 2, List.of(9.0));
    Crop crop =
        segment.crop(
            new Box(Interval.upTo(1), new Interval(4, 6), new Interval(0, 10)), new Size(10, 10));

    assertThat(crop.edges()).isEqualTo(RowEdges.NEITHER);
    assertThat(segment.multiplyAdds(crop)).isEqualTo((9 * 2 + 2 * 4) * 10);
  }

  @Test
  void padsWhereOutputsReadOverAnEdge() {
    Axis axis = Axis.of(List.of(new Window(3, 1, 1, 1, 1, false)));
    SpatialSegment segment =
        new SpatialSegment("pieces", 1, 1, axis.inPieces(), axis, 9, List.of(9.0));

    assertThat(segment.multiplyAdds(3, new Size(10, 10))).isEqualTo(9 * 300);
    assertThat(rows(segment, 0, 10)).isEqualTo(new Cut(RowEdges.BOTH, 0, 10, 0));
    assertThat(rows(segment, 0, 4)).isEqualTo(new Cut(RowEdges.UPPER, 0, 5, 0));
    assertThat(rows(segment, 1, 4)).isEqualTo(new Cut(RowEdges.NEITHER, 0, 5, 0));
    assertThat(rows(segment, 2, 4)).isEqualTo(new Cut(RowEdges.NEITHER, 1, 5, 0));
    assertThat(rows(segment, 2, 9)).isEqualTo(new Cut(RowEdges.NEITHER, 1, 10, 0));
    assertThat(rows(segment, 1, 9)).isEqualTo(new Cut(RowEdges.NEITHER, 0, 10, 0));
  }

  @Test
  void dropsWhatIsNotWantedBehindAPaddedEdge() {
    Axis axis = Axis.of(List.of(new Window(5, 1, 1, 2, 2, false)));
    SpatialSegment segment =
        new SpatialSegment("pieces", 1, 1, axis.inPieces(), axis, 25, List.of(25.0));

    assertThat(rows(segment, 1, 4)).isEqualTo(new Cut(RowEdges.UPPER, 0, 6, 1));
    assertThat(rows(segment, 6, 9)).isEqualTo(new Cut(RowEdges.LOWER, 4, 10, 0));
  }

  private record Cut(RowEdges edges, int from, int to, int spoiled) {}

  private static Cut rows(SpatialSegment segment, int from, int to) {
    Box outputs = new Box(Interval.upTo(1), new Interval(from, to), new Interval(0, 10));
    Crop crop = segment.crop(outputs, new Size(10, 10));
    Interval rows = crop.input().rows();
    return new Cut(crop.edges(), rows.from(), rows.to(), crop.spoiledRows());
  }
}
