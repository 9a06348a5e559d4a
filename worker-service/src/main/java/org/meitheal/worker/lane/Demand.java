package org.meitheal.worker.lane;

/**
 * What a piece of work asks of the lanes.
 *
 * @param priority 1 is highest, 0 is the default, which ranks like {@value #DEFAULT_RANK}
 * @param deadline in the lanes' nanosecond clock
 * @param expectedNanos what it will take on a lane; 0 while this is not known, and then only the
 *     queue's length is a reason to refuse
 */
public record Demand(int priority, long deadline, long expectedNanos) {
  static final int DEFAULT_RANK = 100;

  public Demand {
    if (priority < 0 || expectedNanos < 0) {
      throw new IllegalArgumentException("neither priority nor expected time may be negative");
    }
  }

  /** Lower goes first. */
  int rank() {
    return priority == 0 ? DEFAULT_RANK : priority;
  }

  /** Earliest deadline first within a priority. Compares by difference: the clock may wrap. */
  static int order(Demand left, Demand right) {
    int byRank = Integer.compare(left.rank(), right.rank());
    return byRank != 0 ? byRank : Long.signum(left.deadline - right.deadline);
  }
}
