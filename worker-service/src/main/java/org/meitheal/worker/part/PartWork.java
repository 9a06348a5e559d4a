package org.meitheal.worker.part;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Crop;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.partition.Step;
import org.meitheal.worker.model.SegmentTimes;
import org.meitheal.worker.model.ServedModel;

/** What one part has to do, and what that takes on a lane of this device. */
final class PartWork {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ServedModel model;
  private final Partition partition;
  private final int part;
  private final List<Step> steps;
  private final List<Size> sizes;

  PartWork(ServedModel model, Partition partition, int part) {
    if (part < 0 || part >= partition.parts()) {
      throw new IllegalArgumentException("there is no part " + part);
    }
    if (!partition.chain().equals(model.chain())) {
      throw new IllegalArgumentException("the partition is of another model");
    }
    Answers.requireJoinable(model, partition);
    this.model = model;
    this.partition = partition;
    this.part = part;
    this.steps = partition.steps(part);
    this.sizes = chain().sizes(partition.image());
  }

  ServedModel model() {
    return model;
  }

  Partition partition() {
    return partition;
  }

  Chain chain() {
    return partition.chain();
  }

  int part() {
    return part;
  }

  List<Step> steps() {
    return steps;
  }

  Stage stage(Step step) {
    return partition.stages().get(step.stage());
  }

  /** That it computes in this stage. */
  Box outputs(Step step) {
    return stage(step).outputs().box(part);
  }

  /** The runs for some of what it computes in this stage. */
  List<Crop> crops(Step step, Box outputs) {
    return chain().crops(stage(step).first(), stage(step).end(), sizes, outputs);
  }

  /** What it needs at the stage's cut for some of what it computes. */
  Box needed(Step step, Box outputs) {
    return chain().needed(stage(step).first(), stage(step).end(), sizes, outputs);
  }

  double multiplyAdds(Step step, List<Crop> crops) {
    return chain().multiplyAdds(stage(step).first(), crops);
  }

  /** Its fair share of what the stage takes without a halo. */
  double multiplyAddsWithoutHalo(Step step) {
    Stage stage = stage(step);
    double whole = 0;
    for (int i = stage.first(); i < stage.end(); i++) {
      whole += chain().segments().get(i).multiplyAdds(1, sizes.get(i));
    }
    return whole * outputs(step).pixels() / sizes.get(stage.end()).pixels();
  }

  /** Whether each part answers for its own piece, instead of giving it to the lead. */
  boolean joins() {
    return partition.ending() == Ending.JOIN;
  }

  /** Whether it answers for what it computes in this stage. */
  boolean answers(Step step) {
    return joins() && step.stage() + 1 == steps.size();
  }

  /** What it gives the lead. */
  ResultForm result() {
    return result(part);
  }

  /** What another part gives the lead. */
  ResultForm result(int other) {
    return ResultForm.of(model, partition, other);
  }

  /** Where the results are gathered or joined. */
  int end() {
    return partition.end();
  }

  /** All of the activation at the partition's end. */
  Box whole() {
    return Box.whole(partition.items(), sizes.get(end()));
  }

  /**
   * What it will need beside what it computes in this stage, for the next one or, as the lead, to
   * gather the results; none if nothing.
   */
  @Nullable Box nextInput(Step step) {
    Box next;
    if (step.stage() + 1 < steps.size()) {
      next = steps.get(step.stage() + 1).input();
    } else {
      next = part == Partition.LEAD && !joins() ? whole() : Box.EMPTY;
    }
    return next.isEmpty() ? null : next;
  }

  /** As calibrated. */
  double calibratedMs(Step step, List<Crop> crops) {
    return times().calibratedMs(stage(step).first(), crops);
  }

  /** Of the rest of the model on some items, as calibrated. */
  double calibratedRestMs(int items) {
    return times().calibratedMsFrom(end(), items, partition.image());
  }

  /** On which it runs the rest of the model. */
  private int restItems() {
    if (joins()) {
      return partition.result(part).items().length();
    }
    return part == Partition.LEAD ? partition.items() : 0;
  }

  SegmentTimes times() {
    return model.times();
  }

  /** What so much takes as things are now, in nanoseconds. */
  long nanos(double calibratedMs) {
    return Math.round(calibratedMs * times().meter().factorOfParts() * NANOS_PER_MILLI);
  }

  /** For all of it, in nanoseconds; 0 while nothing was measured. */
  long expectedNanos() {
    double sum = calibratedRestMs(restItems());
    for (Step step : steps) {
      sum += calibratedMs(step, step.crops());
    }
    return nanos(sum);
  }
}
