package org.meitheal.core.partition;

import java.util.ArrayList;
import java.util.List;

/**
 * One request's work, divided. Part 0 is the lead: it holds the input, gets the last stage's output
 * and runs the rest of the model on it. From the stages alone each part knows what it needs, from
 * whom, and what it owes: at a <em>cut</em> {@code c}, the boundary in front of stage {@code c},
 * each holds what it computed in the stage before (the lead: the image), and sends every other part
 * the piece of that which it needs. A stage with one busy part is a gather; stages at different
 * parts are a model split.
 *
 * @param items of the batch
 * @param ending {@link Ending#JOIN} only where the last stage ends with the chain
 */
public record Partition(Chain chain, int items, Size image, List<Stage> stages, Ending ending) {
  public static final int LEAD = 0;

  public Partition {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a partition has at least one stage");
    }
    List<Size> sizes = chain.sizes(image);
    int boundary = 0;
    for (Stage stage : stages) {
      if (stage.first() != boundary || stage.end() > chain.length()) {
        throw new IllegalArgumentException("the stages are no chain from the first segment on");
      }
      if (stage.outputs().parts() != stages.getFirst().outputs().parts()) {
        throw new IllegalArgumentException("the stages have different numbers of parts");
      }
      boundary = stage.end();
      stage.outputs().requireCovers(Box.whole(items, sizes.get(boundary)));
    }
    if (ending == Ending.JOIN && boundary != chain.length()) {
      throw new IllegalArgumentException("answers are joined at the chain's end only");
    }
  }

  /** The lead gets the last stage's output and goes on alone. */
  public Partition(Chain chain, int items, Size image, List<Stage> stages) {
    this(chain, items, image, stages, Ending.GATHER);
  }

  /** A part's weight in the joined answer of an item: its share of the pixels, 0 to 1. */
  public double weight(int part, int item) {
    Box box = result(part);
    boolean holds = box.items().from() <= item && item < box.items().to();
    double pixels = (double) box.rows().length() * box.columns().length();
    return holds ? pixels / chain.sizes(image).get(end()).pixels() : 0;
  }

  public int parts() {
    return stages.getFirst().outputs().parts();
  }

  /** The boundary from which the lead goes on alone. */
  public int end() {
    return stages.getLast().end();
  }

  /** What the parts hold at cut {@code cut}: 0 is the input, the number of stages the output. */
  public Layout heldAt(int cut) {
    return cut == 0
        ? Layout.at(LEAD, parts(), Box.whole(items, image))
        : stages.get(cut - 1).outputs();
  }

  /** All that a part does, one step a stage. */
  public List<Step> steps(int part) {
    List<Size> sizes = chain.sizes(image);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      steps.add(step(part, i, sizes));
    }
    return List.copyOf(steps);
  }

  /** What a part owes the lead in the end; empty where it holds nothing. */
  public Box result(int part) {
    return stages.getLast().outputs().box(part);
  }

  private Step step(int part, int number, List<Size> sizes) {
    Stage stage = stages.get(number);
    Layout held = heldAt(number);
    Box own = held.box(part);
    Box input = needed(stage, part, sizes);
    List<Transfer> receives = new ArrayList<>();
    List<Transfer> sends = new ArrayList<>();
    for (int other = 0; other < parts(); other++) {
      if (other != part) {
        add(receives, new Transfer(other, part, held.box(other).intersect(input)));
        add(sends, new Transfer(part, other, own.intersect(needed(stage, other, sizes))));
      }
    }
    Box outputs = stage.outputs().box(part);
    List<Crop> crops =
        outputs.isEmpty() ? List.of() : chain.crops(stage.first(), stage.end(), sizes, outputs);
    return new Step(number, input, own.intersect(input), receives, sends, crops);
  }

  private Box needed(Stage stage, int part, List<Size> sizes) {
    Box outputs = stage.outputs().box(part);
    return outputs.isEmpty() ? Box.EMPTY : chain.needed(stage.first(), stage.end(), sizes, outputs);
  }

  private static void add(List<Transfer> transfers, Transfer transfer) {
    if (!transfer.box().isEmpty()) {
      transfers.add(transfer);
    }
  }
}
