package org.meitheal.worker.lane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When the lanes would be done: each demand, in order, goes to the lane that is free first. A pure
 * function of what is running and queued; times are nanoseconds from now.
 */
final class LaneForecast {
  private final long[] freeIn;
  private final List<Demand> queued;
  private final long now;

  /**
   * @param freeIn a lane's time until its running work is done, 0 for an idle one
   * @param queued in the order in which it will run
   */
  LaneForecast(long now, long[] freeIn, List<Demand> queued) {
    this.now = now;
    this.freeIn = freeIn.clone();
    this.queued = List.copyOf(queued);
  }

  /** Each lane's time until everything that it is committed to is done. */
  long[] freeInAfterQueue() {
    long[] free = freeIn.clone();
    queued.forEach(demand -> place(free, demand));
    return free;
  }

  /** Whether the newcomer would be in time, without making others late that rank as high. */
  boolean admits(Demand newcomer) {
    return finishOf(newcomer) <= timeLeft(newcomer) && keepsPromises(newcomer);
  }

  /**
   * When the newcomer would be done: by its place in the order, or, where that would make others
   * late, behind all that rank as high.
   */
  long earliestFinish(Demand newcomer) {
    long inOrder = finishOf(newcomer);
    if (keepsPromises(newcomer)) {
      return inOrder;
    }
    Demand patient =
        new Demand(newcomer.priority(), now + Long.MAX_VALUE / 2, newcomer.expectedNanos());
    return Math.max(inOrder, finishOf(patient));
  }

  private long finishOf(Demand newcomer) {
    List<Demand> order = with(newcomer);
    return finishes(order)[positionOf(newcomer)];
  }

  private boolean keepsPromises(Demand newcomer) {
    long[] before = finishes(queued);
    long[] after = finishes(with(newcomer));
    int position = positionOf(newcomer);
    for (int i = position; i < queued.size(); i++) {
      Demand other = queued.get(i);
      boolean wasInTime = before[i] <= timeLeft(other);
      boolean staysInTime = after[i + 1] <= timeLeft(other);
      if (other.rank() <= newcomer.rank() && wasInTime && !staysInTime) {
        return false;
      }
    }
    return true;
  }

  private List<Demand> with(Demand newcomer) {
    List<Demand> order = new ArrayList<>(queued);
    order.add(positionOf(newcomer), newcomer);
    return order;
  }

  /** Behind its equals: first come, first served. */
  private int positionOf(Demand newcomer) {
    int position = 0;
    while (position < queued.size() && Demand.order(queued.get(position), newcomer) <= 0) {
      position++;
    }
    return position;
  }

  private long[] finishes(List<Demand> order) {
    long[] free = freeIn.clone();
    return order.stream().mapToLong(demand -> place(free, demand)).toArray();
  }

  private static long place(long[] free, Demand demand) {
    long first = Arrays.stream(free).min().orElseThrow();
    for (int lane = 0; lane < free.length; lane++) {
      if (free[lane] == first) {
        free[lane] += demand.expectedNanos();
        return free[lane];
      }
    }
    throw new IllegalStateException("a minimum that no lane has");
  }

  private long timeLeft(Demand demand) {
    return demand.deadline() - now;
  }
}
