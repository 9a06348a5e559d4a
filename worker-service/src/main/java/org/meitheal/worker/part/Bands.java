package org.meitheal.worker.part;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Step;
import org.meitheal.core.partition.Transfer;

/**
 * A part's outputs in one stage, divided into rows that do without what neighbours still owe, and
 * rows that wait for it.
 *
 * @param inner can be computed now
 * @param outer above and below, one or two
 * @param extraMs what three runs take longer than one, as calibrated: each has a halo of its own
 */
record Bands(Box inner, List<Box> outer, double extraMs) {
  Bands {
    outer = List.copyOf(outer);
  }

  /** None where splitting costs more than what could be done meanwhile. */
  static @Nullable Bands of(PartWork work, Step step, List<Transfer> missing) {
    Box all = work.outputs(step);
    int from = all.rows().from();
    int to = all.rows().to();
    while (from < to && waits(work, step, rows(all, from, from + 1), missing)) {
      from++;
    }
    while (to > from && waits(work, step, rows(all, to - 1, to), missing)) {
      to--;
    }
    Box inner = rows(all, from, to);
    if (inner.isEmpty() || waits(work, step, inner, missing)) {
      return null;
    }
    List<Box> outer =
        Stream.of(rows(all, all.rows().from(), from), rows(all, to, all.rows().to()))
            .filter(box -> !box.isEmpty())
            .toList();
    double extra = ms(work, step, inner) - ms(work, step, all);
    for (Box box : outer) {
      extra += ms(work, step, box);
    }
    return extra < ms(work, step, inner) ? new Bands(inner, outer, Math.max(0, extra)) : null;
  }

  private static boolean waits(PartWork work, Step step, Box outputs, List<Transfer> missing) {
    Box needed = work.needed(step, outputs);
    return missing.stream().anyMatch(transfer -> !needed.intersect(transfer.box()).isEmpty());
  }

  private static Box rows(Box all, int from, int to) {
    return new Box(all.items(), new Interval(from, to), all.columns());
  }

  private static double ms(PartWork work, Step step, Box outputs) {
    return work.calibratedMs(step, work.crops(step, outputs));
  }
}
