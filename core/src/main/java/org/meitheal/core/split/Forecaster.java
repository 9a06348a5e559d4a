package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Step;
import org.meitheal.core.partition.Transfer;
import org.meitheal.core.split.SplitForecast.PartForecast;
import org.meitheal.core.statistics.NormalValue;

/** What is expected of a partition, reckoned from what its own steps say. */
final class Forecaster {
  private final Crew crew;
  private final Geometry geometry;
  private final SplitSettings settings;
  private final Partition partition;
  private final Schedule schedule;

  /** By stage and part. */
  private final double[][] multiplyAdds;

  Forecaster(Crew crew, Geometry geometry, SplitSettings settings, Partition partition) {
    this.crew = crew;
    this.geometry = geometry;
    this.settings = settings;
    this.partition = partition;
    schedule = new Schedule(partition.stages().size(), crew.size);
    multiplyAdds = new double[partition.stages().size()][crew.size];
    for (int part = 0; part < crew.size; part++) {
      for (Step step : partition.steps(part)) {
        add(step, part);
      }
      if (part != Partition.LEAD) {
        sendResult(part);
      }
    }
  }

  private void add(Step step, int part) {
    for (Transfer transfer : step.sends()) {
      send(step.stage(), transfer.from(), transfer.to(), transfer.box().pixels());
    }
    if (step.isIdle()) {
      return;
    }
    int first = partition.stages().get(step.stage()).first();
    boolean alone = busyParts(step.stage()) == 1;
    double[] nanos = (alone ? crew.aloneNanosPerMultiplyAdd : crew.nanosPerMultiplyAdd)[part];
    double ms = 0;
    for (int i = 0; i < step.crops().size(); i++) {
      double work = geometry.rowWork[first + i].multiplyAdds(step.crops().get(i));
      multiplyAdds[step.stage()][part] += work;
      ms += crew.fixedMs[part][first + i] + nanos[first + i] * work / 1e6;
    }
    if (joins() && step.stage() == schedule.stages() - 1) {
      int items = partition.result(part).items().length();
      double share = (double) items / partition.items();
      multiplyAdds[step.stage()][part] += geometry.restMultiplyAdds() * share;
      ms += crew.restMs(geometry, part, items);
    }
    schedule.compute(step.stage(), part, ms);
  }

  private boolean joins() {
    return partition.ending() == Ending.JOIN;
  }

  private void sendResult(int part) {
    Box result = partition.result(part);
    int end = schedule.stages();
    if (joins()) {
      double bytes = (double) result.items().length() * geometry.work.outputBytesPerItem();
      schedule.send(end, part, Partition.LEAD, bytes);
    } else {
      send(end, part, Partition.LEAD, result.pixels());
    }
  }

  private long busyParts(int stage) {
    return partition.stages().get(stage).outputs().boxes().stream()
        .filter(box -> !box.isEmpty())
        .count();
  }

  private void send(int cut, int from, int to, long pixels) {
    int boundary = cut == schedule.stages() ? partition.end() : partition.stages().get(cut).first();
    schedule.send(cut, from, to, pixels * geometry.bytesPerPixel[boundary]);
  }

  SplitForecast forecast(double bestSingleMs) {
    Timeline timeline = Timeline.of(crew, settings, schedule);
    NormalValue completion = Completion.of(crew, timeline, tailMs());
    double divided = 0;
    double busiest = 0;
    for (double[] stage : multiplyAdds) {
      double most = 0;
      for (double part : stage) {
        divided += part;
        most = Math.max(most, part);
      }
      busiest += most;
    }
    double whole = geometry.multiplyAdds(0, geometry.length) + geometry.restMultiplyAdds();
    double shared = geometry.multiplyAdds(0, partition.end());
    double tail = whole - shared;
    if (joins()) {
      shared = whole;
      tail = 0;
    }
    List<PartForecast> parts = parts(timeline);
    return new SplitForecast(
        completion.mean(),
        completion.standardDeviation(),
        parts.stream().mapToLong(PartForecast::bytesSent).sum(),
        divided - shared,
        whole / (busiest + tail),
        bestSingleMs / completion.mean(),
        parts);
  }

  /** What the lead runs alone. */
  private double tailMs() {
    return joins()
        ? 0
        : crew.wholeMs(Partition.LEAD, geometry, partition.end(), geometry.length)
            + crew.restMs(geometry);
  }

  private List<PartForecast> parts(Timeline timeline) {
    List<PartForecast> parts = new ArrayList<>();
    for (int part = 0; part < crew.size; part++) {
      double work = 0;
      for (double[] stage : multiplyAdds) {
        work += stage[part];
      }
      parts.add(
          new PartForecast(
              timeline.laneMs[part],
              Math.max(0, timeline.finishMs[part] - timeline.laneMs[part]),
              timeline.finishMs[part],
              Math.round(timeline.sentBytes[part]),
              work));
    }
    return parts;
  }
}
