package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.split.Roads.Road;

/**
 * Who may take part, a lane each, in arrays: by part, and by pair (sender first). Part 0 is the
 * lead's first lane.
 */
final class Crew {
  /** No device is steadier than this. */
  private static final double RELATIVE_FLOOR = 0.02;

  final List<Place> places = new ArrayList<>();
  final int size;
  final double[] readyMs;
  final double[][] fixedMs;

  /** With the lanes that take part busy. */
  final double[][] nanosPerMultiplyAdd;

  /** With one lane of the device busy. */
  final double[][] aloneNanosPerMultiplyAdd;

  final double[] spread;

  /** Small numbers: equal ones are one device, or one cell. */
  final int[] device;

  final int[] cell;
  final double[][] oneWayMs;
  final double[][] msPerByte;
  final double[][] latencySpreadMs;
  final double[][] transferSpread;

  private Crew(int size) {
    this.size = size;
    readyMs = new double[size];
    fixedMs = new double[size][];
    nanosPerMultiplyAdd = new double[size][];
    aloneNanosPerMultiplyAdd = new double[size][];
    spread = new double[size];
    device = new int[size];
    cell = new int[size];
    oneWayMs = new double[size][size];
    msPerByte = new double[size][size];
    latencySpreadMs = new double[size][size];
    transferSpread = new double[size][size];
  }

  /** All lanes that can be reached from the lead and from each other, the lead's first. */
  static Crew of(SplitRequest request, SplitSettings settings) {
    Roads roads =
        new Roads(request.lead().device(), request.links(), settings.assumedBytesPerSecond());
    List<Member> members = new ArrayList<>();
    members.add(request.lead());
    for (Member helper : request.helpers()) {
      if (helper.canRun(request.work().chain().length())
          && roads.between(request.lead(), helper, false) != null) {
        members.add(helper);
      }
    }
    List<Integer> owners = new ArrayList<>();
    List<Integer> lanes = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      for (int lane : earliest(members.get(i).laneFreeInMs(), settings.maxLanesPerDevice())) {
        owners.add(i);
        lanes.add(lane);
      }
    }
    Crew crew = new Crew(owners.size());
    Map<String, Integer> cells = new HashMap<>();
    for (int p = 0; p < crew.size; p++) {
      Member owner = members.get(owners.get(p));
      crew.places.add(new Place(owner.device(), lanes.get(p)));
      crew.readyMs[p] = owner.laneFreeInMs().get(lanes.get(p));
      crew.costs(p, owner.segments());
      crew.spread[p] = Math.max(RELATIVE_FLOOR, owner.relativeSpread());
      crew.device[p] = owners.get(p);
      crew.cell[p] = cells.computeIfAbsent(owner.cell(), _ -> cells.size());
    }
    crew.roads(roads, members);
    return crew;
  }

  private void roads(Roads roads, List<Member> members) {
    Road[][] known = new Road[members.size()][members.size()];
    for (int p = 0; p < size; p++) {
      for (int q = 0; q < size; q++) {
        int from = device[p];
        int to = device[q];
        if (from == to) {
          continue;
        }
        if (known[from][to] == null) {
          boolean oneCell = cell[p] == cell[q] && cell[p] == cell[0];
          // Each is reached from the lead, so that at least the way over it is known.
          known[from][to] =
              Objects.requireNonNull(roads.between(members.get(from), members.get(to), oneCell));
        }
        road(p, q, known[from][to]);
      }
    }
  }

  private void road(int from, int to, Road road) {
    oneWayMs[from][to] = road.oneWayMs();
    msPerByte[from][to] = road.msPerByte();
    latencySpreadMs[from][to] = road.spreadMs();
    transferSpread[from][to] = road.relativeSpread();
  }

  private void costs(int part, List<SegmentCost> segments) {
    fixedMs[part] = segments.stream().mapToDouble(SegmentCost::fixedMs).toArray();
    nanosPerMultiplyAdd[part] =
        segments.stream().mapToDouble(SegmentCost::nanosPerMultiplyAdd).toArray();
    aloneNanosPerMultiplyAdd[part] = nanosPerMultiplyAdd[part];
  }

  private static List<Integer> earliest(List<Double> laneFreeInMs, int most) {
    List<Integer> lanes = new ArrayList<>();
    for (int lane = 0; lane < laneFreeInMs.size(); lane++) {
      lanes.add(lane);
    }
    lanes.sort((a, b) -> Double.compare(laneFreeInMs.get(a), laneFreeInMs.get(b)));
    return lanes.subList(0, Math.min(most, lanes.size()));
  }

  /**
   * Some of them, in that order.
   *
   * @param contention by how much each further lane of a device slows its others down
   */
  Crew select(List<Integer> chosen, double contention) {
    Crew crew = new Crew(chosen.size());
    for (int p = 0; p < crew.size; p++) {
      int from = chosen.get(p);
      crew.places.add(places.get(from));
      crew.readyMs[p] = readyMs[from];
      crew.fixedMs[p] = fixedMs[from];
      crew.nanosPerMultiplyAdd[p] = aloneNanosPerMultiplyAdd[from];
      crew.aloneNanosPerMultiplyAdd[p] = aloneNanosPerMultiplyAdd[from];
      crew.spread[p] = spread[from];
      crew.device[p] = device[from];
      crew.cell[p] = firstOfCell(cell[from], chosen);
      double slower = 1;
      for (int q = 0; q < crew.size; q++) {
        int to = chosen.get(q);
        crew.oneWayMs[p][q] = oneWayMs[from][to];
        crew.msPerByte[p][q] = msPerByte[from][to];
        crew.latencySpreadMs[p][q] = latencySpreadMs[from][to];
        crew.transferSpread[p][q] = transferSpread[from][to];
        slower += q != p && device[to] == device[from] ? contention : 0;
      }
      if (slower > 1) {
        crew.slowDown(p, slower);
      }
    }
    return crew;
  }

  private int firstOfCell(int wanted, List<Integer> chosen) {
    int first = 0;
    while (cell[chosen.get(first)] != wanted) {
      first++;
    }
    return first;
  }

  private void slowDown(int part, double factor) {
    double[] nanos = nanosPerMultiplyAdd[part].clone();
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] *= factor;
    }
    nanosPerMultiplyAdd[part] = nanos;
  }

  /** One lane's time for these segments, run whole and alone. */
  double wholeMs(int part, Geometry geometry, int first, int end) {
    double ms = 0;
    for (int i = first; i < end; i++) {
      ms += fixedMs[part][i] + aloneNanosPerMultiplyAdd[part][i] * geometry.multiplyAdds[i] / 1e6;
    }
    return ms;
  }

  /** What the lead takes for the segments behind the chain. */
  double restMs(Geometry geometry) {
    double ms = 0;
    List<Double> rest = geometry.work.restMultiplyAdds();
    for (int k = 0; k < rest.size(); k++) {
      int i = geometry.length + k;
      ms += fixedMs[0][i] + aloneNanosPerMultiplyAdd[0][i] * rest.get(k) / 1e6;
    }
    return ms;
  }

  /** What a part takes for those segments if it runs them for so many items. */
  double restMs(Geometry geometry, int part, int items) {
    double ms = 0;
    List<Double> rest = geometry.work.restMultiplyAdds();
    double share = (double) items / geometry.work.items();
    for (int k = 0; k < rest.size(); k++) {
      int i = geometry.length + k;
      ms += fixedMs[part][i] + nanosPerMultiplyAdd[part][i] * share * rest.get(k) / 1e6;
    }
    return ms;
  }

  /** Whether each could run the segments behind the chain as well. */
  boolean runsRest(Geometry geometry) {
    for (double[] segments : fixedMs) {
      if (segments.length < geometry.work.segments()) {
        return false;
      }
    }
    return true;
  }

  boolean sameDevice(int p, int q) {
    return device[p] == device[q];
  }
}
