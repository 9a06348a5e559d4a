package org.meitheal.core.split;

import org.meitheal.core.statistics.NormalValue;

/**
 * When all is done, as a distribution: the parts' finish times are taken as normal and independent,
 * each with the spread of all that the part computes and sends, and joined by Clark's moments of
 * the maximum; then comes what the lead runs alone, for which its lane must be free.
 */
final class Completion {
  private Completion() {}

  static NormalValue of(Crew crew, Timeline timeline, double tailMs) {
    NormalValue last = null;
    for (int part = 0; part < crew.size; part++) {
      if (timeline.finishMs[part] > 0) {
        NormalValue finish =
            new NormalValue(timeline.finishMs[part], deviation(crew, timeline, part));
        last = last == null ? finish : last.max(finish);
      }
    }
    if (tailMs > 0 && crew.readyMs[0] > 0) {
      NormalValue ready = new NormalValue(crew.readyMs[0], crew.readyMs[0] * crew.spread[0]);
      last = last == null ? ready : last.max(ready);
    }
    NormalValue tail = new NormalValue(tailMs, tailMs * crew.spread[0]);
    return last == null ? tail : last.plus(tail);
  }

  private static double deviation(Crew crew, Timeline timeline, int part) {
    double computeMs = (crew.readyMs[part] + timeline.laneMs[part]) * crew.spread[part];
    if (crew.sameDevice(0, part)) {
      return computeMs;
    }
    double sendMs =
        timeline.sentBytes[part] * crew.msPerByte[part][0] * crew.transferSpread[part][0];
    return Math.hypot(computeMs, Math.hypot(crew.latencySpreadMs[0][part], sendMs));
  }
}
