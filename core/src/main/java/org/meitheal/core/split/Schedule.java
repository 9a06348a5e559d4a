package org.meitheal.core.split;

import java.util.List;

/**
 * The work and the transfers of a division, by stage: cut {@code s} lies in front of stage {@code
 * s}, and the last cut is the gather, or where answers are joined.
 */
final class Schedule {
  private final int parts;
  private final double[][] computeMs;
  private final boolean[][] busy;
  private final double[][] bytes;

  Schedule(int stages, int parts) {
    this.parts = parts;
    computeMs = new double[stages][parts];
    busy = new boolean[stages][parts];
    bytes = new double[stages + 1][parts * parts];
  }

  /** Of runs under one choice of shares. */
  static Schedule of(Crew crew, Geometry geometry, Pieces pieces, Way way) {
    List<Run> runs = way.runs();
    Schedule schedule = new Schedule(runs.size(), crew.size);
    for (int s = 0; s < runs.size(); s++) {
      Run run = runs.get(s);
      if (run.divided()) {
        schedule.divided(s, run, s > 0 && runs.get(s - 1).divided(), pieces);
      } else {
        schedule.compute(s, 0, crew.wholeMs(0, geometry, run.first(), run.end()));
        if (s > 0) {
          schedule.gather(s, run.first(), pieces);
        }
      }
    }
    if (way.joins()) {
      schedule.join(geometry.length, pieces);
    } else if (runs.getLast().divided()) {
      schedule.gather(runs.size(), runs.getLast().end(), pieces);
    }
    return schedule;
  }

  private void divided(int stage, Run run, boolean exchange, Pieces pieces) {
    for (int to = 0; to < parts; to++) {
      if (!pieces.idle(run.end(), to)) {
        compute(stage, to, pieces.computeMs(run.first(), run.end(), to));
        if (exchange) {
          for (int from = 0; from < parts; from++) {
            if (from != to) {
              send(stage, from, to, pieces.exchangeBytes(run.first(), run.end(), from, to));
            }
          }
        } else if (to != 0) {
          send(stage, 0, to, pieces.neededBytes(run.first(), run.end(), to));
        }
      }
    }
  }

  private void gather(int atCut, int boundary, Pieces pieces) {
    for (int from = 1; from < parts; from++) {
      if (!pieces.idle(boundary, from)) {
        send(atCut, from, 0, pieces.heldBytes(boundary, from));
      }
    }
  }

  /** The rest of the model belongs to the last stage. */
  private void join(int boundary, Pieces pieces) {
    int last = stages() - 1;
    for (int part = 0; part < parts; part++) {
      if (!pieces.idle(boundary, part)) {
        compute(last, part, computeMs[last][part] + pieces.restMs(part));
        if (part != 0) {
          send(last + 1, part, 0, pieces.outputBytes(part));
        }
      }
    }
  }

  void compute(int stage, int part, double ms) {
    busy[stage][part] = true;
    computeMs[stage][part] = ms;
  }

  void send(int atCut, int from, int to, double some) {
    bytes[atCut][from * parts + to] = some;
  }

  int stages() {
    return computeMs.length;
  }

  boolean busy(int stage, int part) {
    return busy[stage][part];
  }

  double computeMs(int stage, int part) {
    return computeMs[stage][part];
  }

  double bytes(int atCut, int from, int to) {
    return bytes[atCut][from * parts + to];
  }
}
