package org.meitheal.worker.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meitheal.core.partition.Axis;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.SpatialSegment;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.partition.Window;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.part.Rows;

class DeviationTests {
  private static final int CHANNELS = 2;
  private static final int SIDE = 12;
  private static final List<String> DEVICES = List.of("lead", "a", "b");

  private final Influence influence = new Influence(threeStrips(), DEVICES);
  private final Rows reference = rows(box(4, 8));

  @Test
  void whatIsWithinTheToleranceIsRight() {
    assertThat(compare("a", 2, 1, changed(reference, 5, 9.9e-5f * largest()))).isNull();
    assertThat(compare("a", 2, 1, reference)).isNull();
  }

  @Test
  void anInnerRowComesFromItsOwnDeviceOnly() {
    Deviation wrong = compare("a", 2, 1, changed(reference, 5, 1));

    assertThat(wrong).isNotNull();
    assertThat(wrong.proven()).isTrue();
    assertThat(wrong.explains()).containsExactly("a");
    assertThat(wrong.difference()).isBetween(0.9 / largest(), 1.1 / largest());
  }

  @Test
  void aRowAtTheBorderMayComeFromTheNeighbour() {
    Deviation wrong = compare("a", 2, 1, changed(reference, 7, 1));

    assertThat(wrong).isNotNull();
    assertThat(wrong.proven()).isFalse();
    assertThat(wrong.explains()).containsExactlyInAnyOrder("a", "b");
  }

  /** The lead computed its rows itself, and asks. */
  @Test
  void aRowAtTheBorderToTheLeadIsItsOwnDevices() {
    Deviation wrong = compare("a", 2, 1, changed(reference, 4, 1));

    assertThat(wrong).isNotNull();
    assertThat(wrong.proven()).isTrue();
  }

  @Test
  void atTheFirstCutAllIsMadeFromTheImage() {
    Deviation wrong = compare("a", 1, 1, changed(reference, 7, 1));

    assertThat(wrong).isNotNull();
    assertThat(wrong.proven()).isTrue();
  }

  @Test
  void someRowsAreComparedWithTheirPlace() {
    Rows last = rows(box(6, 8));

    assertThat(compare("a", 2, 1, last)).isNull();
    assertThat(compare("a", 2, 1, changed(last, 7, 1))).isNotNull();
  }

  @Test
  void whatIsNoNumberIsWrong() {
    Deviation wrong = compare("a", 2, 1, changed(reference, 5, Float.NaN));

    assertThat(wrong).isNotNull();
    assertThat(wrong.difference()).isFinite().isGreaterThan(1);
  }

  @Test
  void influenceGoesBackThroughAllStages() {
    assertThat(influence.on(2, 2, box(8, 12))).isEqualTo(new TreeSet<>(Set.of("a", "b")));
    assertThat(influence.on(2, 2, box(10, 12))).containsExactly("b");
    assertThat(influence.on(2, 0, box(0, 2))).isEmpty();
  }

  private Deviation compare(String device, int cut, int part, Rows sent) {
    return Deviation.of(device, sent, reference, pixel -> influence.on(cut, part, pixel));
  }

  private float largest() {
    return value(7, 11, 1);
  }

  private static float value(int row, int column, int channel) {
    return 1 + row * 10 + column + channel / 2f;
  }

  private static Rows rows(Box box) {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) (box.pixels() * CHANNELS * 4)).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = box.rows().from(); row < box.rows().to(); row++) {
      for (int column = 0; column < SIDE; column++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          bytes.putFloat(value(row, column, channel));
        }
      }
    }
    return new Rows(box, CHANNELS, ImageTensor.Element.FP32, bytes.flip());
  }

  private static Rows changed(Rows rows, int row, float by) {
    ByteBuffer bytes = ByteBuffer.allocate(rows.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(rows.bytes().duplicate()).flip();
    int at = ((row - rows.box().rows().from()) * SIDE + 3) * CHANNELS * 4;
    bytes.putFloat(at, bytes.getFloat(at) + by);
    return new Rows(rows.box(), CHANNELS, ImageTensor.Element.FP32, bytes);
  }

  private static Box box(int from, int to) {
    return new Box(Interval.upTo(1), new Interval(from, to), Interval.upTo(SIDE));
  }

  /** Two convolutions with a border of one row, an exchange between them; four rows each. */
  private static Partition threeStrips() {
    Axis axis = Axis.of(List.of(new Window(3, 1, 1, 1, 1, false)));
    Chain chain =
        new Chain(
            List.of(
                new SpatialSegment("first", 3, CHANNELS, axis, axis, 1),
                new SpatialSegment("second", CHANNELS, CHANNELS, axis, axis, 1)));
    Size image = new Size(SIDE, SIDE);
    Layout strips = Layout.rows(1, image, Shares.equal(3));
    return new Partition(
        chain, 1, image, List.of(new Stage(0, 1, strips), new Stage(1, 2, strips)));
  }
}
