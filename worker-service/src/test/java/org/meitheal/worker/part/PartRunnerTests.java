package org.meitheal.worker.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.LibTorch;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.support.Models;

/** The bundled model, divided, against the same on one lane. */
@Timeout(120)
class PartRunnerTests {
  private static final float TOLERANCE = 1e-4f;

  private static Models models;
  private static ServedModel model;
  private static InOneProcess process;

  @BeforeAll
  static void load() {
    models = new Models(2, 1);
    LibTorch.prepareThread();
    model = models.lite0();
    process = new InOneProcess(models, model);
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void evenStrips(int parts) throws Exception {
    assertExact(
        strips(image(1, 225, 641), List.of(3, 5, 9, 12, 17), Shares.equal(parts)),
        image(1, 225, 641));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,5", "3,18", "9,17", "18,18"})
  void anyCuts(int first, int second) throws Exception {
    ImageTensor image = image(1, 97, 131);
    assertExact(strips(image, cuts(first, second), Shares.equal(3)), image);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 5, 7, 8})
  void aCutAtEveryBlock(int parts) throws Exception {
    ImageTensor image = image(1, 225, 161);
    List<Integer> all = IntStream.rangeClosed(1, 18).boxed().toList();
    assertExact(strips(image, all, Shares.equal(parts)), image);
  }

  @Test
  void unevenStripsAndIdleParts() throws Exception {
    ImageTensor image = image(1, 225, 129);
    assertExact(
        strips(image, List.of(3, 9, 14), new Shares(List.of(0.0, 5.0, 1.0, 0.0, 2.5))), image);
  }

  @Test
  void tilesThenStripsThenOnePart() throws Exception {
    ImageTensor image = image(2, 225, 321);
    Builder builder = new Builder(image, 4);
    builder.stage(4, (items, size) -> Layout.tiles(items, size, Shares.equal(2), Shares.equal(2)));
    builder.stage(9, (items, size) -> Layout.rows(items, size, Shares.equal(4)));
    builder.stage(12, (items, size) -> Layout.at(2, 4, Box.whole(items, size)));
    assertExact(builder.partition(), image);
  }

  @Test
  void itemsOfABatch() throws Exception {
    ImageTensor image = image(3, 97, 131);
    Builder builder = new Builder(image, 2);
    builder.stage(18, (items, size) -> Layout.items(items, size, Shares.equal(2)));
    assertExact(builder.partition(), image);
  }

  @Test
  void itemsThenStrips() throws Exception {
    ImageTensor image = image(3, 97, 131);
    Builder builder = new Builder(image, 3);
    builder.stage(3, (items, size) -> Layout.items(items, size, Shares.equal(3)));
    builder.stage(10, (items, size) -> Layout.rows(items, size, Shares.equal(3)));
    assertExact(builder.partition(), image);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyPartition(long seed) throws Exception {
    Random random = new Random(seed);
    ImageTensor image =
        image(1 + random.nextInt(2), 32 + random.nextInt(150), 32 + random.nextInt(150));
    int parts = 1 + random.nextInt(8);
    Builder builder = new Builder(image, parts);
    for (int end = 0; end < 12; ) {
      end += 1 + random.nextInt(6);
      builder.stage(
          end,
          (items, size) -> {
            Shares shares =
                new Shares(
                    IntStream.range(0, parts).mapToObj(_ -> 0.1 + random.nextDouble()).toList());
            return random.nextInt(4) == 0
                ? Layout.at(random.nextInt(parts), parts, Box.whole(items, size))
                : random.nextBoolean()
                    ? Layout.rows(items, size, shares)
                    : Layout.tiles(items, size, new Shares(List.of(1.0)), shares);
          });
    }
    assertExact(builder.partition(), image);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void stripsWhoseAnswersAreJoined(int parts) throws Exception {
    ImageTensor image = image(1, 289, 161);
    assertExact(joined(strips(image, List.of(3, 5, 9, 12, 18), Shares.equal(parts))), image);
  }

  @Test
  void unevenStripsAndIdlePartsWhoseAnswersAreJoined() throws Exception {
    ImageTensor image = image(2, 321, 129);
    Shares shares = new Shares(List.of(0.0, 5.0, 1.0, 0.0, 2.5));
    assertExact(joined(strips(image, List.of(3, 9, 18), shares)), image);
  }

  @Test
  void tilesWhoseAnswersAreJoined() throws Exception {
    ImageTensor image = image(2, 225, 321);
    Builder builder = new Builder(image, 4);
    builder.stage(9, (items, size) -> Layout.rows(items, size, Shares.equal(4)));
    builder.stage(
        18,
        (items, size) ->
            Layout.tiles(
                items, size, new Shares(List.of(2.0, 1.0)), new Shares(List.of(1.0, 3.0))));
    assertExact(joined(builder.partition()), image);
  }

  @Test
  void itemsWhoseAnswersAreJoined() throws Exception {
    ImageTensor image = image(5, 97, 131);
    Builder builder = new Builder(image, 3);
    builder.stage(
        18, (items, size) -> Layout.items(items, size, new Shares(List.of(1.0, 3.0, 1.0))));
    assertExact(joined(builder.partition()), image);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyLayoutWhoseAnswersAreJoined(long seed) throws Exception {
    Random random = new Random(seed);
    int parts = 2 + random.nextInt(7);
    ImageTensor image =
        image(1 + random.nextInt(3), 64 + random.nextInt(250), 64 + random.nextInt(250));
    Builder builder = new Builder(image, parts);
    for (int end : List.of(2 + random.nextInt(6), 9 + random.nextInt(8), 18)) {
      Shares shares =
          new Shares(IntStream.range(0, parts).mapToObj(_ -> 0.1 + random.nextDouble()).toList());
      builder.stage(
          end,
          (items, size) ->
              switch (random.nextInt(3)) {
                case 0 -> Layout.rows(items, size, shares);
                case 1 -> Layout.tiles(items, size, new Shares(List.of(1.0)), shares);
                default -> Layout.items(items, size, shares);
              });
    }
    assertExact(joined(builder.partition()), image);
  }

  @Test
  void joinedAnswersAreTheSameEachTime() throws Exception {
    ImageTensor image = image(1, 225, 161);
    Partition partition = joined(strips(image, List.of(3, 9, 18), Shares.equal(7)));
    assertThat(process.run(partition, image).logits().values())
        .isEqualTo(process.run(partition, image).logits().values());
  }

  @Test
  void aHelperAnswersForItsItemsOnly() throws Exception {
    ImageTensor image = image(3, 64, 64);
    Builder builder = new Builder(image, 2);
    builder.stage(18, (items, size) -> Layout.items(items, size, new Shares(List.of(1.0, 2.0))));
    Partition partition = joined(builder.partition());
    Rows input = ImageRows.piece(image, partition.steps(1).getFirst().input());

    PartOutcome outcome = process.help(partition, 1, input);

    Rows answer = Objects.requireNonNull(outcome.result());
    assertThat(answer.box().items().length()).isEqualTo(2);
    assertThat(answer.channels()).isEqualTo(1000);
    assertThat(outcome.sentBytes()).isEqualTo(2 * 1000 * 4);
  }

  @Test
  void rowsThatAreLate() throws Exception {
    ImageTensor image = image(1, 481, 321);
    Partition strips = strips(image, List.of(3, 6, 18), Shares.equal(3));

    assertClose(process.runLate(strips, image).logits(), image);
    assertClose(process.runLate(joined(strips), image).logits(), image);
  }

  @Test
  void answersOfAnotherHeadAreJoinedOnlyByItems() throws Exception {
    ServedModel other = models.lite0ThatDoesNotJoin();
    InOneProcess its = new InOneProcess(models, other);
    ImageTensor image = image(3, 64, 64);
    Builder builder = new Builder(image, 2);
    builder.stage(18, (items, size) -> Layout.items(items, size, Shares.equal(2)));
    Partition strips = joined(strips(image, List.of(18), Shares.equal(2)));

    assertExact(joined(builder.partition()), image, its);
    assertThatThrownBy(() -> its.run(strips, image))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasRootCauseMessage(
            "answers of model 'efficientnet-lite0' can be joined only where each item lies whole in"
                + " one part");
  }

  @Test
  void segmentsWithoutMethodsForPieces() throws Exception {
    ServedModel other = models.lite0InUnmodifiedSegments();
    InOneProcess its = new InOneProcess(models, other);
    ImageTensor image = image(1, 225, 161);
    Partition pieces = strips(image, List.of(3, 5, 9, 12, 18), Shares.equal(3));
    Partition unmodified =
        new Partition(other.chain(), 1, pieces.image(), pieces.stages(), Ending.GATHER);

    assertThat(other.chain().segments()).noneMatch(segment -> segment.rows().pieces());
    assertThat(model.chain().segments()).allMatch(segment -> segment.rows().pieces());
    assertExact(unmodified, image, its);
    assertThat(leadMultiplyAdds(pieces)).isLessThan(leadMultiplyAdds(unmodified));
  }

  @Test
  void saysWhatItComputedAndMoved() throws Exception {
    ImageTensor image = image(1, 224, 224);
    Partition partition = strips(image, List.of(3, 17), Shares.equal(2));
    LeadOutcome outcome = process.run(partition, image);

    PartOutcome own = outcome.own();
    assertThat(own.result()).isNull();
    assertThat(own.stages()).extracting(PartOutcome.StageOutcome::end).containsExactly(3, 17);
    assertThat(own.stages())
        .extracting(PartOutcome.StageOutcome::startMs)
        .isSorted()
        .allMatch(startMs -> startMs >= 0 && startMs <= own.totalMs());
    assertThat(own.haloMultiplyAdds()).isPositive().isLessThan(own.multiplyAdds());
    assertThat(own.receivedBytes()).isPositive();
    assertThat(own.sentBytes()).isPositive();
    assertThat(own.computeMs()).isPositive();
    assertThat(outcome.restMs()).isPositive();
  }

  /** As planned: a run in bands, chosen by when neighbours' rows arrive, has more halo. */
  private static double leadMultiplyAdds(Partition partition) {
    return partition.steps(Partition.LEAD).stream()
        .mapToDouble(step ->
            partition
                .chain()
                .multiplyAdds(partition.stages().get(step.stage()).first(), step.crops()))
        .sum();
  }

  private static void assertExact(Partition partition, ImageTensor image) throws Exception {
    assertExact(partition, image, process);
  }

  private static void assertExact(Partition partition, ImageTensor image, InOneProcess process)
      throws Exception {
    assertClose(process.run(partition, image).logits(), image);
  }

  private static void assertClose(Logits logits, ImageTensor image) throws Exception {
    float[] expected = model.run(image, StopSignal.NEVER).values();
    float[] actual = logits.values();

    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isGreaterThan(0.5f);
    assertThat(actual).hasSameSizeAs(expected);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    assertThat(worst).isLessThanOrEqualTo(TOLERANCE * largest);
  }

  private static ImageTensor image(int items, int height, int width) {
    return Models.image(7, items, height, width);
  }

  private static List<Integer> cuts(int first, int second) {
    return first == second ? List.of(first) : List.of(first, second);
  }

  private static Partition joined(Partition gathered) {
    return new Partition(
        gathered.chain(), gathered.items(), gathered.image(), gathered.stages(), Ending.JOIN);
  }

  private static Partition strips(ImageTensor image, List<Integer> ends, Shares shares) {
    Builder builder = new Builder(image, shares.weights().size());
    ends.forEach(end -> builder.stage(end, (items, size) -> Layout.rows(items, size, shares)));
    return builder.partition();
  }

  /** Stages one behind the other. */
  private static final class Builder {
    private final List<Stage> stages = new ArrayList<>();
    private final ImageTensor image;
    private final List<Size> sizes;
    private int boundary;

    interface Division {
      Layout of(int items, Size size);
    }

    Builder(ImageTensor image, int parts) {
      this.image = image;
      this.sizes = chain().sizes(new Size(image.height(), image.width()));
    }

    void stage(int end, Division division) {
      int last = Math.min(end, chain().length());
      stages.add(new Stage(boundary, last, division.of(image.items(), sizes.get(last))));
      boundary = last;
    }

    Partition partition() {
      return new Partition(chain(), image.items(), new Size(image.height(), image.width()), stages);
    }

    private static Chain chain() {
      return model.chain();
    }
  }
}
