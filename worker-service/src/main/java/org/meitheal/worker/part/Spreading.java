package org.meitheal.worker.part;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.worker.lane.Admission;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ServedModel;

/**
 * Divides what one device was asked to do over its own idle lanes, if that is expected to help: a
 * batch by its items, which costs nothing, an image by strips.
 */
public final class Spreading {
  private static final int KEPT_PLANS = 64;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Lanes lanes;
  private final LaneClock clock;

  /** Calibration does not change, and so neither does the best plan for a size. */
  private final Map<Shape, Optional<Partition>> plans =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT_PLANS, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Shape, Optional<Partition>> eldest) {
              return size() > KEPT_PLANS;
            }
          });

  Spreading(Lanes lanes, LaneClock clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  private record Shape(ServedModel model, int items, Size image, int lanes) {}

  /**
   * Starts a run over all idle lanes.
   *
   * @param deadline in the lanes' clock
   * @return none where there are no idle lanes, or one lane does it as well, or could do it in time
   *     when several cannot
   */
  public @Nullable Spread start(
      ServedModel model, ImageTensor images, int priority, long deadline) {
    int idle = lanes.idle();
    if (idle < 2) {
      return null;
    }
    return images.items() >= idle
        ? byItems(model, images, idle, priority, deadline)
        : byStrips(model, images, idle, priority, deadline);
  }

  private @Nullable Spread byItems(
      ServedModel model, ImageTensor images, int count, int priority, long deadline) {
    List<Interval> groups = Shares.equal(count).of(images.items());
    Size size = new Size(images.height(), images.width());
    List<Demand> demands =
        groups.stream()
            .map(group -> {
              double ms = model.times().calibratedMsFrom(0, group.length(), size);
              return new Demand(priority, deadline, nanos(model, ms));
            })
            .toList();
    List<Admission> admissions = admit(demands);
    return admissions == null ? null : Spread.items(model, images, groups, admissions);
  }

  private @Nullable Spread byStrips(
      ServedModel model, ImageTensor images, int count, int priority, long deadline) {
    Size size = new Size(images.height(), images.width());
    Partition partition =
        plans
            .computeIfAbsent(
                new Shape(model, images.items(), size, count),
                _ -> Optional.ofNullable(StripPlan.of(model, images.items(), size, count)))
            .orElse(null);
    if (partition == null) {
      return null;
    }
    List<PartWork> works = new ArrayList<>();
    for (int part = 0; part < partition.parts(); part++) {
      works.add(new PartWork(model, partition, part));
    }
    List<Admission> admissions =
        admit(
            works.stream()
                .map(work -> new Demand(priority, deadline, work.expectedNanos()))
                .toList());
    return admissions == null ? null : Spread.strips(works, images, admissions, clock);
  }

  private @Nullable List<Admission> admit(List<Demand> demands) {
    try {
      return lanes.admit(demands);
    } catch (RefusedException refused) {
      return null;
    }
  }

  private static long nanos(ServedModel model, double calibratedMs) {
    return Math.round(calibratedMs * model.times().meter().factor() * NANOS_PER_MILLI);
  }
}
