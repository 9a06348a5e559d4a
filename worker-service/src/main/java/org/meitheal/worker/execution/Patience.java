package org.meitheal.worker.execution;

import java.util.concurrent.TimeUnit;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Step;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.worker.model.ImageTensor;

/**
 * How long a lead waits for a part before it has it run again: until the time that the plan expects
 * has clearly passed, but no longer than another run could still be in time.
 */
final class Patience {
  /** No time at which giving up would help. */
  static final long NEVER = Long.MAX_VALUE;

  /** Parts wait for each other, so each may take as long as the slowest, and this much more. */
  private static final double CLEARLY = 2;

  private static final double AGAIN = 1.5;
  private static final double SLACK_MS = 50;

  /** A link slower than this makes a part late; bytes ÷ this is waited for its transfers. */
  private static final double BYTES_PER_MS = 2_000;

  private final DividedWork work;
  private final ImageTensor.Element element;
  private final long deadline;

  Patience(DividedWork work, ImageTensor.Element element, long deadline) {
    this.work = work;
    this.element = element;
    this.deadline = deadline;
  }

  /**
   * When to give up a part that starts now.
   *
   * @param now in the lanes' clock
   */
  long dueAt(long now, int part) {
    long passed = now + nanos(CLEARLY * work.expectedMs() + bytes(part) / BYTES_PER_MS + SLACK_MS);
    long latest = deadline - nanos(AGAIN * expectedMs(part));
    return latest - now < nanos(work.expectedMs()) ? NEVER : Math.min(passed, latest);
  }

  private double expectedMs(int part) {
    PartOffer helper = work.helpers().get(part);
    return helper == null ? work.expectedMs() : DividedWork.claims(helper).expectedLaneMs();
  }

  private double bytes(int part) {
    Partition partition = work.terms().partition();
    Step first = partition.steps(part).getFirst();
    double input = (double) first.input().pixels() * ImageTensor.CHANNELS * element.bytes();
    return input + work.result(part).bytes();
  }

  private static long nanos(double ms) {
    return (long) (Math.clamp(ms, 0, 1e9) * TimeUnit.MILLISECONDS.toNanos(1));
  }
}
