package org.meitheal.dashboard.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.dashboard.topology.MapLayout.Box;
import org.meitheal.dashboard.topology.MapLayout.Placed;
import org.meitheal.dashboard.topology.MapLayout.Point;
import org.meitheal.dashboard.topology.MapLayout.Request;

class MapLayoutTests {
  @Test
  void nothingHasAHeightToo() {
    assertThat(MapLayout.place(List.of()).boxes()).isEmpty();
    assertThat(MapLayout.place(List.of()).height()).isPositive();
  }

  @Test
  void bandsLieUnderEachOther() {
    Placed placed = MapLayout.place(fleet(1, 6, true));

    assertThat(placed.boxes()).extracting(Box::y).isSorted();
    assertThat(placed.boxes())
        .extracting(Box::nodes)
        .extracting(List::size)
        .containsExactly(1, 1, 6, 1);
    assertThat(placed.boxes())
        .allSatisfy(
            box -> assertThat(box.centre().x()).isCloseTo(MapLayout.WIDTH / 2, within(1e-9)));
  }

  @Test
  void aBandWrapsAfterFiveFoldedBoxes() {
    List<Box> cells = MapLayout.place(fleet(25, 40, false)).boxes().subList(2, 27);

    assertThat(cells.stream().map(Box::y).distinct()).hasSize(5);
    assertThat(cells).allSatisfy(box -> assertThat(box.nodes()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"1,6,true", "1,1,true", "4,10,false", "25,40,false", "3,12,true", "2,60,true"})
  void nothingOverlapsOrLeavesThePicture(int cells, int devices, boolean open) {
    Placed placed = MapLayout.place(fleet(cells, devices, open));

    for (Box box : placed.boxes()) {
      assertThat(box.x()).isNotNegative();
      assertThat(box.y()).isNotNegative();
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(MapLayout.WIDTH);
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(placed.height());
      for (Box other : placed.boxes()) {
        assertThat(box.equals(other) || apart(box, other)).isTrue();
      }
      for (Point node : box.nodes()) {
        assertThat(node.x()).isBetween(box.x() + 7, box.x() + box.width() - 7);
        assertThat(node.y()).isBetween(box.y() + MapLayout.HEAD, box.y() + box.height() - 7);
      }
      assertThat(box.nodes()).doesNotHaveDuplicates();
    }
  }

  private static boolean apart(Box a, Box b) {
    return a.x() + a.width() <= b.x()
        || b.x() + b.width() <= a.x()
        || a.y() + a.height() <= b.y()
        || b.y() + b.height() <= a.y();
  }

  private static List<Request> fleet(int cells, int devices, boolean open) {
    List<Request> requests = new ArrayList<>();
    requests.add(new Request(End.Kind.CLOUD, 1, true));
    requests.add(new Request(End.Kind.EDGE, 1, true));
    IntStream.range(0, cells)
        .forEach(_ -> requests.add(new Request(End.Kind.DEVICE, devices, open)));
    requests.add(new Request(End.Kind.SITE, 1, true));
    return requests;
  }
}
