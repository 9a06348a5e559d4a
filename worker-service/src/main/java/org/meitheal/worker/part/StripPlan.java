package org.meitheal.worker.part;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Crop;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.worker.model.SegmentTimes;
import org.meitheal.worker.model.ServedModel;

/**
 * Where to cut a model so that equal strips, one a lane, are done soonest: a shortest path over the
 * boundaries of its chain, priced with what its segments take here. More cuts mean less halo to
 * recompute and more barriers.
 */
final class StripPlan {
  /** A hand-over to the lanes, and the wait for the slowest strip. Assumed, not measured. */
  private static final double BARRIER_MS = 0.4;

  /** Copying an activation into one piece. Assumed, not measured. */
  private static final double BYTES_PER_MILLI = 2e6;

  /** Less is not worth the other lanes' time. */
  private static final double LEAST_GAIN = 0.85;

  private final SegmentTimes times;
  private final Chain chain;
  private final boolean joins;
  private final int items;
  private final Size image;
  private final List<Size> sizes;
  private final Shares shares;

  private StripPlan(ServedModel model, int items, Size image, int strips) {
    this.times = model.times();
    this.chain = model.chain();
    this.joins = model.manifest().joinsByMean();
    this.items = items;
    this.image = image;
    this.sizes = chain.sizes(image);
    this.shares = Shares.equal(strips);
  }

  /** None where one lane does it about as fast. */
  static @Nullable Partition of(ServedModel model, int items, Size image, int strips) {
    return new StripPlan(model, items, image, strips).best();
  }

  private @Nullable Partition best() {
    double[] done = new double[chain.length() + 1];
    int[] before = new int[chain.length() + 1];
    for (int end = 1; end <= chain.length(); end++) {
      done[end] = Double.POSITIVE_INFINITY;
      for (int first = 0; first < end; first++) {
        double ms = done[first] + BARRIER_MS + slowest(first, end);
        if (ms < done[end]) {
          done[end] = ms;
          before[end] = first;
        }
      }
    }
    int best = 0;
    double bestMs = LEAST_GAIN * times.calibratedMsFrom(0, items, image);
    for (int end = 1; end <= chain.length(); end++) {
      double ms = done[end] + ending(end) + times.calibratedMsFrom(end, items, image);
      if (ms < bestMs) {
        bestMs = ms;
        best = end;
      }
    }
    return best == 0 ? null : partition(before, best);
  }

  /** What comes between the last stage and the rest of the model. */
  private double ending(int end) {
    return isJoined(end) ? 0 : gather(end);
  }

  /** At the chain's end each strip answers for itself, where such answers can be joined. */
  private boolean isJoined(int end) {
    return joins && end == chain.length();
  }

  private double slowest(int first, int end) {
    double slowest = 0;
    for (Box strip : layout(end).boxes()) {
      if (!strip.isEmpty()) {
        List<Crop> crops = chain.crops(first, end, sizes, strip);
        slowest = Math.max(slowest, times.calibratedMs(first, crops));
      }
    }
    return slowest;
  }

  private double gather(int end) {
    double bytes = (double) items * sizes.get(end).pixels() * chain.channels(end) * Float.BYTES;
    return BARRIER_MS + bytes / BYTES_PER_MILLI;
  }

  private Partition partition(int[] before, int best) {
    List<Stage> stages = new ArrayList<>();
    for (int end = best; end > 0; end = before[end]) {
      stages.add(new Stage(before[end], end, layout(end)));
    }
    Collections.reverse(stages);
    Ending ending = isJoined(best) ? Ending.JOIN : Ending.GATHER;
    return new Partition(chain, items, image, stages, ending);
  }

  private Layout layout(int boundary) {
    return Layout.rows(items, sizes.get(boundary), shares);
  }
}
