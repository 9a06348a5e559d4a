package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.Tensors;

/** Divided executions over real HTTP give what one device gives. */
@Timeout(240)
class DividedExecutionIntegrationTests {
  private static final Cluster cluster = Cluster.shared();

  private interface Split {
    Layout of(int items, Size size);
  }

  static Stream<Arguments> splits() {
    Split one = (items, size) -> Layout.rows(items, size, Shares.equal(1));
    Split two = (items, size) -> Layout.rows(items, size, Shares.equal(2));
    Split three = (items, size) -> Layout.rows(items, size, new Shares(List.of(3.0, 1.0, 2.0)));
    Split four = (items, size) -> Layout.rows(items, size, Shares.equal(4));
    Split batch = (items, size) -> Layout.items(items, size, new Shares(List.of(2.0, 1.0, 2.0)));
    Split tiles = (items, size) -> Layout.tiles(items, size, Shares.equal(2), Shares.equal(2));
    Split columns = (items, size) -> Layout.tiles(items, size, Shares.equal(1), Shares.equal(2));
    Split atLead = (items, size) -> Layout.at(0, 2, Box.whole(items, size));
    Split atHelper = (items, size) -> Layout.at(1, 2, Box.whole(items, size));
    return Stream.of(
        Arguments.of("one device", 1, 96, List.of(5), List.of(one)),
        Arguments.of("two strips, fused", 1, 128, List.of(5), List.of(two)),
        Arguments.of("two strips, exchange", 1, 128, List.of(3, 6), List.of(two, two)),
        Arguments.of("three uneven strips", 1, 160, List.of(2, 4, 6), List.of(three, three, three)),
        Arguments.of("four strips", 2, 160, List.of(3, 6), List.of(four, four)),
        Arguments.of("items", 5, 64, List.of(9), List.of(batch)),
        Arguments.of("tiles", 1, 160, List.of(3, 5), List.of(tiles, tiles)),
        Arguments.of("strips, then columns", 1, 128, List.of(3, 6), List.of(two, columns)),
        Arguments.of("gather", 1, 128, List.of(3, 6, 8), List.of(two, atLead, two)),
        Arguments.of("model split", 1, 96, List.of(4, 10), List.of(atLead, atHelper)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("splits")
  void equalsOneDevice(String name, int items, int side, List<Integer> ends, List<Split> splits) {
    Partition partition = partition(items, side, ends, splits);
    byte[] pixels = Tensors.pixels(7, items, side, side);

    Cluster.Plan plan = cluster.plan(partition);
    HttpResponse<byte[]> answer = plan.execute(pixels);

    cluster.assertEqualsAlone(answer, pixels, items, side);
    List<PartRun> runs = Cluster.runs(answer);
    assertThat(runs).hasSize(partition.parts()).allMatch(run -> run.state().equals("done"));
    assertThat(runs).extracting(PartRun::device).doesNotHaveDuplicates();
    assertThat(runs.getFirst().part()).isZero();
    Await.until("ended everywhere", () -> cluster.hasEnded(plan));
  }

  static Stream<Arguments> joins() {
    Split two = (items, size) -> Layout.rows(items, size, Shares.equal(2));
    Split three = (items, size) -> Layout.rows(items, size, new Shares(List.of(3.0, 1.0, 2.0)));
    Split four = (items, size) -> Layout.rows(items, size, Shares.equal(4));
    Split batch = (items, size) -> Layout.items(items, size, new Shares(List.of(2.0, 1.0, 2.0)));
    Split tiles = (items, size) -> Layout.tiles(items, size, Shares.equal(2), Shares.equal(2));
    Split atHelper = (items, size) -> Layout.at(1, 2, Box.whole(items, size));
    return Stream.of(
        Arguments.of("two strips", 1, 128, List.of(3, 18), List.of(two, two)),
        Arguments.of("three uneven", 2, 192, List.of(4, 9, 18), List.of(three, three, three)),
        Arguments.of("four strips", 1, 160, List.of(5, 18), List.of(four, four)),
        Arguments.of("items", 5, 64, List.of(18), List.of(batch)),
        Arguments.of("tiles", 1, 192, List.of(3, 18), List.of(tiles, tiles)),
        Arguments.of("all of it at a helper", 1, 96, List.of(18), List.of(atHelper)));
  }

  /** So that only answers come back: 4000 bytes an item. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("joins")
  void joinedAnswersEqualOneDevice(
      String name, int items, int side, List<Integer> ends, List<Split> splits) {
    Partition partition = Cluster.joined(partition(items, side, ends, splits));
    byte[] pixels = Tensors.pixels(7, items, side, side);

    Cluster.Plan plan = cluster.plan(partition);
    HttpResponse<byte[]> answer = plan.execute(pixels);

    cluster.assertEqualsAlone(answer, pixels, items, side);
    assertThat(Cluster.runs(answer))
        .hasSize(partition.parts())
        .allMatch(run -> run.state().equals("done"));
    if (ends.size() == 1) {
      assertThat(Cluster.runs(answer).subList(1, partition.parts()))
          .allMatch(run -> run.sentBytes() % 4000 == 0 && run.sentBytes() > 0);
    }
    Await.until("ended everywhere", () -> cluster.hasEnded(plan));
  }

  @Test
  void eightPartsJoinTheirAnswers() {
    Split eight = (items, size) -> Layout.rows(items, size, Shares.equal(8));
    Partition partition =
        Cluster.joined(partition(1, 288, List.of(3, 5, 18), List.of(eight, eight, eight)));
    byte[] pixels = Tensors.pixels(9, 1, 288, 288);

    HttpResponse<byte[]> answer = cluster.plan(partition, 0, 1, 2, 3, 0, 1, 2, 3).execute(pixels);

    cluster.assertEqualsAlone(answer, pixels, 1, 288);
    assertThat(Cluster.runs(answer)).hasSize(8);
  }

  @Test
  void severalPartsOfOneDeviceGoThroughItsMemory() {
    Split four = (items, size) -> Layout.rows(items, size, Shares.equal(4));
    Partition partition = partition(1, 160, List.of(3, 6), List.of(four, four));
    byte[] pixels = Tensors.pixels(8, 1, 160, 160);
    cluster.reset();

    HttpResponse<byte[]> answer = cluster.plan(partition, 0, 0, 1, 1).execute(pixels);

    cluster.assertEqualsAlone(answer, pixels, 1, 160);
    assertThat(Cluster.runs(answer))
        .extracting(PartRun::device)
        .containsExactly("worker-0", "worker-0", "worker-1", "worker-1");
    assertThat(cluster.relays.get(0).calls).allMatch(call -> call.endsWith("/rows/2-1"));
    assertThat(cluster.relays.get(1).calls.stream().filter(call -> call.startsWith("PUT")))
        .allMatch(call -> call.endsWith("/rows/1-2"));
  }

  /** Its tickets and reports need more room than servers give headers by default. */
  @Test
  void eightPartsWithSparesFitIntoHeaders() {
    Split eight = (items, size) -> Layout.rows(items, size, Shares.equal(8));
    Partition partition =
        partition(1, 256, List.of(2, 4, 5, 6, 7), List.of(eight, eight, eight, eight, eight));
    byte[] pixels = Tensors.pixels(9, 1, 256, 256);
    Cluster.Plan plan = cluster.plan(partition, 0, 1, 2, 3, 1, 2, 3, 1);
    for (int part = 1; part < 8; part++) {
      plan.spare(part, part % 4);
    }

    HttpResponse<byte[]> answer = plan.execute(pixels);

    cluster.assertEqualsAlone(answer, pixels, 1, 256);
    assertThat(Cluster.runs(answer)).hasSize(8);
  }

  @Test
  void aPlanWithAnotherOrNoDivisionIsRefused() {
    Split two = (items, size) -> Layout.rows(items, size, Shares.equal(2));
    Cluster.Plan plan = cluster.plan(partition(1, 96, List.of(3), List.of(two)));
    Cluster.Plan other = cluster.plan(partition(1, 96, List.of(4), List.of(two)));
    byte[] pixels = Tensors.pixels(9, 1, 96, 96);
    byte[] larger = Tensors.pixels(9, 1, 128, 128);

    HttpResponse<byte[]> wrong = plan.execute(pixels, other.header(), 96);
    HttpResponse<byte[]> malformed = other.execute(pixels, "no plan", 96);
    HttpResponse<byte[]> anotherSize =
        cluster.plan(plan.partition).execute(larger, plan.header(), 128);

    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.headers().firstValue("Meitheal-Error-Code")).contains("ticket-wrong-division");
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(anotherSize.statusCode()).isEqualTo(400);
  }

  @Test
  void aPhotoIsNotDivided() {
    Split two = (items, size) -> Layout.rows(items, size, Shares.equal(2));
    Cluster.Plan plan = cluster.plan(partition(1, 96, List.of(3), List.of(two)));

    HttpResponse<byte[]> answer =
        plan.forTask(PlanClaims.Task.CLASSIFY).execute(Tensors.pixels(9, 1, 96, 96));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body())).contains("only tensors can be divided");
  }

  private static Partition partition(int items, int side, List<Integer> ends, List<Split> splits) {
    List<Size> sizes = cluster.chain().sizes(new Size(side, side));
    List<Stage> stages = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < ends.size(); i++) {
      int end = ends.get(i);
      stages.add(new Stage(first, end, splits.get(i).of(items, sizes.get(end))));
      first = end;
    }
    return new Partition(cluster.chain(), items, new Size(side, side), stages);
  }
}
