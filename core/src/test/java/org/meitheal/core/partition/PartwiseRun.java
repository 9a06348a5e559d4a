package org.meitheal.core.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Runs a network in parts. Each part has only what it computed and what others sent it. */
final class PartwiseRun {
  private final Network network;
  private final Partition partition;

  /** By part: what it holds now, none if nothing. */
  private final List<Tensor> held = new ArrayList<>();

  PartwiseRun(Network network, Partition partition) {
    this.network = network;
    this.partition = partition;
  }

  /** What the lead puts together in the end. */
  Tensor run(Tensor image) {
    for (int part = 0; part < partition.parts(); part++) {
      held.add(part == Partition.LEAD ? image : null);
    }
    for (int stage = 0; stage < partition.stages().size(); stage++) {
      run(stage);
    }
    return gather(image.items());
  }

  private void run(int stage) {
    List<Tensor> computed = new ArrayList<>();
    for (int part = 0; part < partition.parts(); part++) {
      Step step = partition.steps(part).get(stage);
      computed.add(step.isIdle() ? null : run(step, part, input(step, stage, part)));
    }
    for (int part = 0; part < partition.parts(); part++) {
      held.set(part, computed.get(part));
    }
  }

  private Tensor input(Step step, int cut, int part) {
    Layout layout = partition.heldAt(cut);
    Tensor input = Tensor.unknown(step.input(), channels(step.stage()));
    if (!step.kept().isEmpty()) {
      input.paste(held.get(part).cut(step.kept(), layout.box(part)), step.kept(), step.input());
    }
    for (Transfer transfer : step.receives()) {
      assertThat(transfer.to()).isEqualTo(part);
      assertThat(partition.steps(transfer.from()).get(cut).sends()).contains(transfer);
      Tensor rows = held.get(transfer.from()).cut(transfer.box(), layout.box(transfer.from()));
      input.paste(rows, transfer.box(), step.input());
    }
    assertThat(input.known()).as("part %d holds all that it needs at cut %d", part, cut).isTrue();
    return input;
  }

  private Tensor run(Step step, int part, Tensor input) {
    Stage stage = partition.stages().get(step.stage());
    Tensor activation = input;
    Box where = step.input();
    for (int i = 0; i < step.crops().size(); i++) {
      Crop crop = step.crops().get(i);
      assertThat(crop.input()).isEqualTo(where);
      Tensor whole = network.runSegment(stage.first() + i, crop.edges(), activation);
      Box wanted = crop.output();
      if (crop.edges() == RowEdges.NEITHER) {
        assertThat(whole.rows()).as("no row is spoiled").isEqualTo(wanted.rows().length());
      }
      int firstRow = wanted.rows().from() - crop.spoiledRows();
      int firstColumn = wanted.columns().from() - crop.spoiledColumns();
      Box computed =
          new Box(
              wanted.items(),
              new Interval(firstRow, firstRow + whole.rows()),
              new Interval(firstColumn, firstColumn + whole.columns()));
      assertThat(computed.contains(wanted)).as("part %d computes what it wants", part).isTrue();
      activation = whole.cut(wanted, computed);
      where = wanted;
    }
    assertThat(where).isEqualTo(stage.outputs().box(part));
    return activation;
  }

  private Tensor gather(int items) {
    Size size = partition.chain().sizes(partition.image()).get(partition.end());
    Box all = Box.whole(items, size);
    Tensor whole = Tensor.unknown(all, partition.chain().channels(partition.end()));
    for (int part = 0; part < partition.parts(); part++) {
      if (!partition.result(part).isEmpty()) {
        whole.paste(held.get(part), partition.result(part), all);
      }
    }
    return whole;
  }

  private int channels(int stage) {
    return partition.chain().channels(partition.stages().get(stage).first());
  }
}
