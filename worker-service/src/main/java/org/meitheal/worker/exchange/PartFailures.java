package org.meitheal.worker.exchange;

import java.util.concurrent.ExecutionException;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.part.PartLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told of a part that gave no result. */
public final class PartFailures {
  private static final Logger log = LoggerFactory.getLogger(PartFailures.class);
  private static final int GONE = 410;

  private PartFailures() {}

  /** Of a failure that {@code AdmittedPart} or {@code PartRunner} throws. */
  public static RuntimeException of(Exception failure) {
    String why = String.valueOf(failure.getMessage());
    return switch (failure) {
      case RefusedException refused ->
          new InferenceException(Kind.NO_CAPACITY, why, refused.earliestFinishMs());
      case StoppedException stopped -> stopped(stopped, why);
      case PartLostException _ -> new OipException(GONE, why);
      case InterruptedException _ -> new InferenceException(Kind.CANCELLED, "interrupted");
      case IllegalArgumentException _ -> OipException.badRequest(why);
      case ExecutionException model when model.getCause() instanceof OutOfMemoryError ->
          new InferenceException(Kind.NO_CAPACITY, "not enough memory for this part", 0.0);
      default -> {
        log.error("a part failed", failure);
        yield new InferenceException(Kind.FAILED, "the model failed on this part");
      }
    };
  }

  private static InferenceException stopped(StoppedException stopped, String why) {
    return switch (stopped.reason()) {
      case CANCELLED -> new InferenceException(Kind.CANCELLED, why);
      case DEADLINE_PASSED -> new InferenceException(Kind.DEADLINE_EXCEEDED, why);
      case SHUTTING_DOWN -> new InferenceException(Kind.NO_CAPACITY, why, 0.0);
    };
  }
}
