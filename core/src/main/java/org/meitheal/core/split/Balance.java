package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.meitheal.core.partition.Ending;

/**
 * How much each part gets: the smallest finish time T at which the shares that the parts can
 * complete by T add up to the whole, by bisection. A part's time is taken as a line: an offset (its
 * lane's wait, the way there and back, each run's fixed time, its halo) and a slope. All that is
 * sent out and brought home passes the lead's cell, so it delays every helper. A part whose offset
 * is beyond T gets nothing.
 */
final class Balance {
  private static final int STEPS = 30;
  private static final double LEAST_SLOPE = 1e-9;

  private final Crew crew;
  private final Geometry geometry;
  private final SplitSettings settings;

  /** Whether the rest of the model, run by each part, grows with its share. */
  private final boolean byItems;

  private final double[] offsetMs;
  private final double[] slopeMs;
  private final double[] gatherLatencyMs;
  private double startMs;
  private double finishMs;

  /** Of all that is sent out and brought home. */
  private double scatterMs;

  private double gatherMs;

  /** Whether all that take part begin at once, instead of when lanes and what is sent allow. */
  private boolean atOnce;

  private Balance(Crew crew, Geometry geometry, SplitSettings settings, SplitKind kind) {
    this.crew = crew;
    this.geometry = geometry;
    this.settings = settings;
    byItems = kind == SplitKind.ITEMS;
    offsetMs = new double[crew.size];
    slopeMs = new double[crew.size];
    gatherLatencyMs = new double[crew.size];
  }

  /** Shares to begin with. */
  static final class Start {
    final double[] shares;

    /** Until all is through, what the lead runs alone included. */
    final double ms;

    Start(double[] shares, double ms) {
      this.shares = shares;
      this.ms = ms;
    }
  }

  /**
   * Without any halo, divided up to a boundary. What is sent home is what matters most for that
   * choice, so only boundaries are looked at where it is less than at all later ones.
   *
   * @return the best first
   */
  static List<Start> starts(Crew crew, Geometry geometry, SplitSettings settings, SplitKind kind) {
    List<Start> starts = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double tailMs = crew.restMs(geometry);
    boolean exact = geometry.work.joinable() || kind == SplitKind.ITEMS;
    if (exact && crew.runsRest(geometry)) {
      Balance balance = new Balance(crew, geometry, settings, kind);
      balance.lines(new Way(List.of(new Run(0, geometry.length, true)), Ending.JOIN));
      starts.add(balance.start(0));
    }
    for (int end = geometry.length; end > 0; end--) {
      if (geometry.bytes(end) < least) {
        least = geometry.bytes(end);
        Balance balance = new Balance(crew, geometry, settings, kind);
        balance.lines(new Way(List.of(new Run(0, end, true)), Ending.GATHER));
        starts.add(balance.start(tailMs));
      }
      tailMs += crew.wholeMs(0, geometry, end - 1, end);
    }
    starts.sort(Comparator.comparingDouble(start -> start.ms));
    return starts;
  }

  /**
   * @param shares under which {@code pieces} were filled and {@code way} found
   */
  static double[] next(
      Crew crew,
      Geometry geometry,
      SplitSettings settings,
      SplitKind kind,
      Pieces pieces,
      Way way,
      double[] shares) {
    Balance balance = new Balance(crew, geometry, settings, kind);
    balance.lines(way);
    balance.halos(way.runs(), pieces, shares);
    return balance.shares();
  }

  /** Of the first run alone, so that all are through with it at the same time. */
  static double[] front(
      Crew crew,
      Geometry geometry,
      SplitSettings settings,
      SplitKind kind,
      Pieces pieces,
      Run run,
      double[] shares) {
    Balance balance = new Balance(crew, geometry, settings, kind);
    balance.scatterMs = balance.airMs(geometry.bytes(run.first()));
    for (int part = 0; part < crew.size; part++) {
      balance.compute(part, run);
    }
    balance.halos(List.of(run), pieces, shares);
    return balance.shares();
  }

  /** Of all runs behind the first, which all begin at the same time. */
  static double[] back(
      Crew crew,
      Geometry geometry,
      SplitSettings settings,
      SplitKind kind,
      Pieces pieces,
      Way way,
      double[] shares) {
    Balance balance = new Balance(crew, geometry, settings, kind);
    List<Run> runs = way.runs().subList(1, way.runs().size());
    balance.atOnce = true;
    balance.lines(new Way(runs, way.ending()));
    balance.halos(runs, pieces, shares);
    return balance.shares();
  }

  private Start start(double tailMs) {
    double[] shares = shares();
    return new Start(shares, finishMs + tailMs);
  }

  private void lines(Way way) {
    List<Run> runs = way.runs();
    boolean withLead = true;
    for (Run run : runs) {
      if (!run.divided()) {
        startMs += crew.wholeMs(0, geometry, run.first(), run.end());
      } else if (withLead) {
        scatterMs += airMs(geometry.bytes(run.first()));
      }
      withLead = !run.divided();
    }
    gatherMs = airMs(way.joins() ? answerBytes() : geometry.bytes(runs.getLast().end()));
    for (int part = 0; part < crew.size; part++) {
      if (!crew.sameDevice(0, part)) {
        gatherLatencyMs[part] = settings.messageMs() + crew.oneWayMs[part][0];
      }
      for (Run run : runs) {
        if (run.divided()) {
          compute(part, run);
        }
      }
      if (way.joins()) {
        rest(part);
      }
    }
  }

  private double answerBytes() {
    return (double) geometry.work.outputBytesPerItem() * geometry.work.items();
  }

  private void rest(int part) {
    double fixedMs = crew.restMs(geometry, part, 0);
    double wholeMs = crew.restMs(geometry, part, geometry.work.items());
    offsetMs[part] += byItems ? fixedMs : wholeMs;
    slopeMs[part] += byItems ? wholeMs - fixedMs : 0;
  }

  /** Of all of an activation, between the lead and the average helper. */
  private double airMs(double bytes) {
    double sum = 0;
    int helpers = 0;
    for (int part = 1; part < crew.size; part++) {
      if (!crew.sameDevice(0, part)) {
        sum += bytes * crew.msPerByte[0][part];
        helpers++;
      }
    }
    return helpers == 0 ? 0 : sum / helpers;
  }

  private void compute(int part, Run run) {
    offsetMs[part] += settings.stageMs();
    for (int i = run.first(); i < run.end(); i++) {
      offsetMs[part] += crew.fixedMs[part][i];
      slopeMs[part] += slope(part, i);
    }
  }

  private double slope(int part, int segment) {
    return crew.nanosPerMultiplyAdd[part][segment] * geometry.multiplyAdds[segment] / 1e6;
  }

  private void halos(List<Run> runs, Pieces pieces, double[] shares) {
    for (int part = 0; part < crew.size; part++) {
      double haloMs = 0;
      for (Run run : runs) {
        if (run.divided() && !pieces.idle(run.end(), part)) {
          haloMs += pieces.computeMs(run.first(), run.end(), part);
          for (int i = run.first(); i < run.end(); i++) {
            haloMs -= crew.fixedMs[part][i] + slope(part, i) * shares[part];
          }
        }
      }
      offsetMs[part] += Math.max(0, haloMs);
    }
  }

  private double[] shares() {
    double low = 0;
    double high = 0;
    for (int part = 0; part < crew.size; part++) {
      slopeMs[part] = Math.max(LEAST_SLOPE, slopeMs[part]);
      high = Math.max(high, offsetMs[part] + slopeMs[part] + crew.readyMs[part]);
    }
    high += startMs;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (completedBy(middle) >= 1) {
        high = middle;
      } else {
        low = middle;
      }
    }
    finishMs = high;
    double[] shares = new double[crew.size];
    double sum = completedBy(high);
    double away = Math.max(0, 1 - shareBy(high, 0, 0));
    for (int part = 0; part < crew.size; part++) {
      shares[part] = shareBy(high, part, away) / sum;
    }
    return shares;
  }

  /** Falls never: the later, the more the lead does itself, and the less the others wait. */
  private double completedBy(double ms) {
    double sum = shareBy(ms, 0, 0);
    double away = Math.max(0, 1 - sum);
    for (int part = 1; part < crew.size; part++) {
      sum += shareBy(ms, part, away);
    }
    return sum;
  }

  /**
   * @param away the share of all that is sent out, which takes the air for every helper
   */
  private double shareBy(double ms, int part, double away) {
    double begin = startMs;
    double end = ms;
    if (!crew.sameDevice(0, part)) {
      begin += settings.messageMs() + crew.oneWayMs[0][part] + scatterMs * away;
      end -= gatherLatencyMs[part] + gatherMs * away;
    }
    begin = atOnce ? startMs : Math.max(crew.readyMs[part], begin);
    double left = end - begin - offsetMs[part];
    return Math.clamp(left / slopeMs[part], 0, 1);
  }
}
