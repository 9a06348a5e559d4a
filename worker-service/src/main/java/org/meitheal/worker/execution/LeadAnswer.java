package org.meitheal.worker.execution;

import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.worker.inference.Inference;

/**
 * What a lead sends back.
 *
 * @param timings of all but the sending
 */
record LeadAnswer(EncodedResponse body, Timings timings) {
  private static final double NANOS_PER_MILLI = 1e6;

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
