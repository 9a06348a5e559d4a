package org.meitheal.core.split;

import java.util.Arrays;

/**
 * When the parts of a division are done: a recursion in max and plus, played event by event.
 *
 * <p>A part starts a stage when its lane is free, its own stage before is done and all rows that it
 * needs have arrived. What it owes leaves as soon as it is computed. Transfers that use the same
 * cell at the same time share it evenly; between lanes of one device they take a constant.
 */
final class Timeline {
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final double NEGLIGIBLE_MS = 1e-9;

  private final Crew crew;
  private final SplitSettings settings;
  private final Schedule schedule;
  private final int stages;

  private final int[] stage;
  private final double[] busyUntil;
  private final int[][] missing;

  /** Under way; what arrived is forgotten. */
  private int transfers;

  private final int[] from;
  private final int[] to;
  private final int[] cut;
  private final double[] startsAt;
  private final double[] arrivesAt;

  /** Milliseconds that it would still take alone; negative once it is through. */
  private final double[] left;

  /** On the air now. */
  private final boolean[] active;

  private final int[] usersOfCell;
  private double now;

  final double[] finishMs;
  final double[] laneMs;
  final double[] sentBytes;

  private Timeline(Crew crew, SplitSettings settings, Schedule schedule) {
    this.crew = crew;
    this.settings = settings;
    this.schedule = schedule;
    stages = schedule.stages();
    stage = new int[crew.size];
    busyUntil = new double[crew.size];
    Arrays.fill(busyUntil, NEVER);
    missing = new int[stages + 1][crew.size];
    int most = 0;
    for (int c = 0; c <= stages; c++) {
      for (int p = 0; p < crew.size; p++) {
        for (int q = 0; q < crew.size; q++) {
          if (schedule.bytes(c, q, p) > 0) {
            missing[c][p]++;
            most++;
          }
        }
      }
    }
    from = new int[most];
    to = new int[most];
    cut = new int[most];
    startsAt = new double[most];
    arrivesAt = new double[most];
    left = new double[most];
    active = new boolean[most];
    usersOfCell = new int[Arrays.stream(crew.cell).max().orElse(0) + 1];
    finishMs = new double[crew.size];
    laneMs = new double[crew.size];
    sentBytes = new double[crew.size];
  }

  static Timeline of(Crew crew, SplitSettings settings, Schedule schedule) {
    Timeline timeline = new Timeline(crew, settings, schedule);
    timeline.play();
    return timeline;
  }

  /** When the lead holds the last stage's output. */
  double gatheredMs() {
    return Arrays.stream(finishMs).max().orElse(0);
  }

  private void play() {
    for (int part = 0; part < crew.size; part++) {
      send(0, part);
    }
    double next = now;
    while (next < NEVER) {
      for (int part = 0; part < crew.size; part++) {
        proceed(part);
      }
      next = nextEvent();
      if (next < NEVER) {
        advance(next);
      }
    }
  }

  private void proceed(int part) {
    while (stage[part] < stages) {
      if (busyUntil[part] <= now) {
        busyUntil[part] = NEVER;
        finishMs[part] = now;
      } else if (busyUntil[part] < NEVER || missing[stage[part]][part] > 0) {
        return;
      } else if (schedule.busy(stage[part], part)) {
        double takes = settings.stageMs() + schedule.computeMs(stage[part], part);
        laneMs[part] += takes;
        busyUntil[part] = Math.max(now, crew.readyMs[part]) + takes;
        return;
      }
      stage[part]++;
      send(stage[part], part);
    }
  }

  private void send(int atCut, int part) {
    for (int other = 0; other < crew.size; other++) {
      double bytes = schedule.bytes(atCut, part, other);
      if (bytes > 0) {
        from[transfers] = part;
        to[transfers] = other;
        cut[transfers] = atCut;
        boolean inside = crew.sameDevice(part, other);
        startsAt[transfers] = inside ? NEVER : now + settings.messageMs();
        arrivesAt[transfers] = inside ? now + settings.laneExchangeMs() : NEVER;
        left[transfers] = inside ? -1 : bytes * crew.msPerByte[part][other];
        sentBytes[part] += inside ? 0 : bytes;
        active[transfers] = false;
        begin(transfers);
        transfers++;
      }
    }
  }

  /** If it is time. */
  private void begin(int transfer) {
    if (!active[transfer] && left[transfer] >= 0 && startsAt[transfer] <= now) {
      active[transfer] = true;
      use(transfer, 1);
    }
  }

  private void end(int transfer) {
    active[transfer] = false;
    left[transfer] = -1;
    arrivesAt[transfer] = now + crew.oneWayMs[from[transfer]][to[transfer]];
    use(transfer, -1);
  }

  private void use(int transfer, int change) {
    int sender = crew.cell[from[transfer]];
    int receiver = crew.cell[to[transfer]];
    usersOfCell[sender] += change;
    if (receiver != sender) {
      usersOfCell[receiver] += change;
    }
  }

  private int sharers(int transfer) {
    return Math.max(usersOfCell[crew.cell[from[transfer]]], usersOfCell[crew.cell[to[transfer]]]);
  }

  private double nextEvent() {
    double next = NEVER;
    for (int part = 0; part < crew.size; part++) {
      next = Math.min(next, busyUntil[part]);
    }
    for (int i = 0; i < transfers; i++) {
      if (active[i]) {
        next = Math.min(next, now + left[i] * sharers(i));
      } else if (left[i] >= 0) {
        next = Math.min(next, startsAt[i]);
      } else {
        next = Math.min(next, arrivesAt[i]);
      }
    }
    return next;
  }

  private void advance(double next) {
    double passed = next - now;
    for (int i = 0; i < transfers; i++) {
      if (active[i]) {
        left[i] = Math.max(0, left[i] - passed / sharers(i));
      }
    }
    now = next;
    for (int i = transfers - 1; i >= 0; i--) {
      if (active[i] && left[i] <= NEGLIGIBLE_MS) {
        end(i);
      } else {
        begin(i);
      }
      if (arrivesAt[i] <= now) {
        missing[cut[i]][to[i]]--;
        if (cut[i] == stages) {
          finishMs[from[i]] = now;
        }
        forget(i);
      }
    }
  }

  private void forget(int arrived) {
    transfers--;
    from[arrived] = from[transfers];
    to[arrived] = to[transfers];
    cut[arrived] = cut[transfers];
    startsAt[arrived] = startsAt[transfers];
    arrivesAt[arrived] = arrivesAt[transfers];
    left[arrived] = left[transfers];
    active[arrived] = active[transfers];
  }
}
