package org.meitheal.worker.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.worker.inference.Inference;
import org.meitheal.worker.recheck.Recheck;

/**
 * What a lead sends back.
 *
 * @param timings of all but the sending
 * @param parts how those of a divided execution went; empty where the lead did all of it
 * @param recheck to begin when it is sent; null where it is not of the sample
 */
public record LeadAnswer(
    EncodedResponse body, Timings timings, List<PartRun> parts, @Nullable Recheck recheck) {
  private static final double NANOS_PER_MILLI = 1e6;

  public LeadAnswer {
    parts = List.copyOf(parts);
  }

  /** It was sent, or could not be. */
  public void sent() {
    if (recheck != null) {
      recheck.begin();
    }
  }

  /**
   * @param readNanos from the first byte of the request to its place in the queue
   * @param outputNanos making the answer
   */
  static Timings timings(Inference done, long readNanos, long outputNanos) {
    return new Timings(
        done.queue() / NANOS_PER_MILLI,
        (readNanos + done.input()) / NANOS_PER_MILLI,
        done.compute() / NANOS_PER_MILLI,
        outputNanos / NANOS_PER_MILLI);
  }
}
