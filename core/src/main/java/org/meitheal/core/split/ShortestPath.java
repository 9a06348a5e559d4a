package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.meitheal.core.partition.Ending;

/**
 * The fastest way through a chain under one choice of shares. A node is a boundary together with
 * where its activation is: with the lead, or divided. Edges are
 *
 * <ul>
 *   <li>one segment, run by the lead alone;
 *   <li>a fused run, divided, from the lead's activation (after a scatter) or from a divided one
 *       (after an exchange of halos);
 *   <li>a gather;
 *   <li>at the chain's end, where that is exact, the rest of the model on each piece, whose answers
 *       the lead joins.
 * </ul>
 *
 * <p>A divided node remembers when each part is done, not only the last, so that a part does not
 * wait for all others at a cut, only for its neighbours. Of two ways to a node the one is kept that
 * would bring all home first if nobody waited any more; that makes this a good search and not a
 * perfect one. Transfers of one cut that use the same cell take it one after the other.
 */
final class ShortestPath {
  private static final int RUN_BY_LEAD = -1;

  private final Geometry geometry;
  private final SplitSettings settings;
  private final int boundaries;
  private final double[] leadAt;

  /** From where the last run before a gather started, or {@link #RUN_BY_LEAD}. */
  private final int[] leadVia;

  private final boolean[] gatheredFromLead;
  private final double[][] doneAt;
  private final double[] expected;
  private final int[] dividedFrom;
  private final boolean[] dividedFromLead;

  /** By boundary and part: from there to the lead. */
  private final double[][] homeMs;

  /** By part: from the chain's end until the lead has its answer, or its piece. */
  private final double[] endMs;

  /** By boundary and part: through the rest of the chain without waiting, and to the lead. */
  private final double[][] throughMs;

  private final double[] arrivals;
  private final double[] done;

  /** Bytes by receiver and sender. */
  private final double[] exchanged;

  private final double[] cellMs;
  private Crew crew;
  private Pieces pieces;
  private boolean joinable;
  private double leadsRestMs;

  ShortestPath(Geometry geometry, SplitSettings settings, Crew crew, Pieces pieces, int maxParts) {
    this.geometry = geometry;
    this.settings = settings;
    this.crew = crew;
    this.pieces = pieces;
    boundaries = geometry.length + 1;
    leadAt = new double[boundaries];
    leadVia = new int[boundaries];
    gatheredFromLead = new boolean[boundaries];
    doneAt = new double[boundaries][maxParts];
    expected = new double[boundaries];
    dividedFrom = new int[boundaries];
    dividedFromLead = new boolean[boundaries];
    homeMs = new double[boundaries][maxParts];
    endMs = new double[maxParts];
    throughMs = new double[boundaries][maxParts];
    arrivals = new double[maxParts];
    done = new double[maxParts];
    exchanged = new double[maxParts * maxParts];
    cellMs = new double[maxParts];
  }

  /** The runs up to the last divided one; none where the lead is faster alone. */
  Way find(Crew newCrew, Pieces newPieces) {
    crew = newCrew;
    pieces = newPieces;
    Arrays.fill(expected, Double.POSITIVE_INFINITY);
    Arrays.fill(leadAt, Double.POSITIVE_INFINITY);
    leadAt[0] = 0;
    joinable = pieces.joinable();
    leadsRestMs = crew.restMs(geometry);
    lookAhead();
    for (int boundary = 1; boundary < boundaries; boundary++) {
      runByLead(boundary);
      // Short runs first: they are mostly better, and what cannot beat them is not looked at.
      for (int first = boundary - 1; first >= 0; first--) {
        divide(first, boundary);
      }
    }
    return way();
  }

  /** When all is done, on the way that was found. */
  double expectedMs() {
    double gathered = leadAt[geometry.length] + leadsRestMs;
    return joinable ? Math.min(gathered, expected[geometry.length]) : gathered;
  }

  private void copy(double[] from, double[] to) {
    for (int part = 0; part < crew.size; part++) {
      to[part] = from[part];
    }
  }

  private void lookAhead() {
    int last = geometry.length;
    for (int boundary = last; boundary > 0; boundary--) {
      homeward(boundary);
    }
    copy(homeMs[last], endMs);
    copy(homeMs[last], throughMs[last]);
    if (joinable) {
      join();
    }
    for (int boundary = last - 1; boundary > 0; boundary--) {
      for (int part = 0; part < crew.size; part++) {
        throughMs[boundary][part] = endMs[part] + pieces.computeMs(boundary, last, part);
      }
    }
  }

  /** What comes before is chosen for the ending that seems to be better. */
  private void join() {
    int last = geometry.length;
    Arrays.fill(cellMs, 0);
    for (int part = 1; part < crew.size; part++) {
      if (!pieces.idle(last, part) && !crew.sameDevice(0, part)) {
        occupy(part, 0, pieces.outputBytes(part));
      }
    }
    double gathered = leadsRestMs;
    double joined = 0;
    for (int part = 0; part < crew.size; part++) {
      boolean stays = part == 0 || pieces.idle(last, part);
      throughMs[last][part] = pieces.restMs(part) + (stays ? 0 : wayMs(part, 0));
      gathered = Math.max(gathered, leadsRestMs + homeMs[last][part]);
      joined = Math.max(joined, throughMs[last][part]);
    }
    if (joined < gathered) {
      copy(throughMs[last], endMs);
    }
  }

  private void homeward(int boundary) {
    Arrays.fill(cellMs, 0);
    for (int part = 1; part < crew.size; part++) {
      if (!pieces.idle(boundary, part) && !crew.sameDevice(0, part)) {
        occupy(part, 0, pieces.heldBytes(boundary, part));
      }
    }
    for (int part = 0; part < crew.size; part++) {
      boolean stays = part == 0 || pieces.idle(boundary, part);
      homeMs[boundary][part] = stays ? 0 : wayMs(part, 0);
    }
  }

  private void runByLead(int boundary) {
    leadAt[boundary] =
        Math.max(leadAt[boundary - 1], crew.readyMs[0])
            + crew.wholeMs(0, geometry, boundary - 1, boundary);
    leadVia[boundary] = RUN_BY_LEAD;
  }

  private void divide(int first, int end) {
    if (expected[first] < Double.POSITIVE_INFINITY) {
      copy(doneAt[first], arrivals);
      if (promising(first, end)) {
        exchange(first, end);
        finish(first, end, false);
      }
    }
    Arrays.fill(arrivals, 0, crew.size, leadAt[first]);
    if (promising(first, end)) {
      scatter(first, end);
      finish(first, end, true);
    }
  }

  /** Whether it could be better than what is known, if no transfer took any time. */
  private boolean promising(int first, int end) {
    boolean onward = true;
    boolean home = true;
    for (int part = 0; part < crew.size && (onward || home); part++) {
      if (!pieces.idle(end, part)) {
        double doneMs = doneMs(first, end, part);
        onward &= doneMs + throughMs[end][part] < expected[end];
        home &= doneMs + homeMs[end][part] < leadAt[end];
      }
    }
    return onward || home;
  }

  private double doneMs(int first, int end, int part) {
    return Math.max(arrivals[part], crew.readyMs[part])
        + settings.stageMs()
        + pieces.computeMs(first, end, part);
  }

  private void scatter(int first, int end) {
    Arrays.fill(cellMs, 0);
    for (int part = 1; part < crew.size; part++) {
      if (!pieces.idle(end, part) && !crew.sameDevice(0, part)) {
        occupy(0, part, pieces.neededBytes(first, end, part));
      }
    }
    for (int part = 1; part < crew.size; part++) {
      arrivals[part] = leadAt[first] + wayMs(0, part);
    }
  }

  private void exchange(int first, int end) {
    Arrays.fill(cellMs, 0);
    for (int to = 0; to < crew.size; to++) {
      if (pieces.holdsNeeded(first, end, to)) {
        Arrays.fill(exchanged, to * crew.size, (to + 1) * crew.size, 0);
        continue;
      }
      for (int from = 0; from < crew.size; from++) {
        double bytes = from == to ? 0 : pieces.exchangeBytes(first, end, from, to);
        exchanged[to * crew.size + from] = bytes;
        if (bytes > 0 && !crew.sameDevice(from, to)) {
          occupy(from, to, bytes);
        }
      }
    }
    for (int to = 0; to < crew.size; to++) {
      for (int from = 0; from < crew.size; from++) {
        if (exchanged[to * crew.size + from] > 0) {
          arrivals[to] = Math.max(arrivals[to], doneAt[first][from] + wayMs(from, to));
        }
      }
    }
  }

  private void occupy(int from, int to, double bytes) {
    double ms = bytes * crew.msPerByte[from][to];
    cellMs[crew.cell[from]] += ms;
    if (crew.cell[to] != crew.cell[from]) {
      cellMs[crew.cell[to]] += ms;
    }
  }

  private double wayMs(int from, int to) {
    if (crew.sameDevice(from, to)) {
      return settings.laneExchangeMs();
    }
    double air = Math.max(cellMs[crew.cell[from]], cellMs[crew.cell[to]]);
    return settings.messageMs() + crew.oneWayMs[from][to] + air;
  }

  private void finish(int first, int end, boolean fromLead) {
    double home = 0;
    double through = 0;
    for (int part = 0; part < crew.size; part++) {
      done[part] = 0;
      if (!pieces.idle(end, part)) {
        done[part] = doneMs(first, end, part);
        home = Math.max(home, done[part] + homeMs[end][part]);
        through = Math.max(through, done[part] + throughMs[end][part]);
      }
    }
    if (home < leadAt[end]) {
      leadAt[end] = home;
      leadVia[end] = first;
      gatheredFromLead[end] = fromLead;
    }
    if (through < expected[end]) {
      expected[end] = through;
      copy(done, doneAt[end]);
      dividedFrom[end] = first;
      dividedFromLead[end] = fromLead;
    }
  }

  private Way way() {
    boolean joined = expectedMs() < leadAt[geometry.length] + leadsRestMs;
    return new Way(runs(!joined), joined ? Ending.JOIN : Ending.GATHER);
  }

  /**
   * @param gathered whether the lead holds the chain's output
   */
  private List<Run> runs(boolean gathered) {
    List<Run> runs = new ArrayList<>();
    int boundary = geometry.length;
    boolean lead = gathered;
    while (boundary > 0) {
      boolean divided = !lead || leadVia[boundary] != RUN_BY_LEAD;
      int first = lead ? leadVia[boundary] : dividedFrom[boundary];
      boolean fromLead = lead ? gatheredFromLead[boundary] : dividedFromLead[boundary];
      if (!divided) {
        first = boundary - 1;
        fromLead = true;
      }
      runs.add(new Run(first, boundary, divided));
      boundary = first;
      lead = fromLead;
    }
    Collections.reverse(runs);
    while (!runs.isEmpty() && !runs.getLast().divided()) {
      runs.removeLast();
    }
    return merged(runs);
  }

  private static List<Run> merged(List<Run> runs) {
    List<Run> merged = new ArrayList<>();
    for (Run run : runs) {
      boolean goesOn = !merged.isEmpty() && !merged.getLast().divided() && !run.divided();
      merged.add(goesOn ? new Run(merged.removeLast().first(), run.end(), false) : run);
    }
    return merged;
  }
}
