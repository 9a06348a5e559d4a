package org.meitheal.lab.report;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.scheduler.DecisionView;

/**
 * The answer for the photo, how it came about, and how long the lab took to get ready. As JSON it
 * is the last line of {@code up --json}.
 */
public record PhotoAnswer(
    Classification answer,
    DecisionView decision,
    @Nullable Double predictedMs,
    @Nullable Double actualMs,
    long readyAfterMs) {

  public static PhotoAnswer of(Classification answer, DecisionView decision, long readyAfterMs) {
    Double actual = answer.receipt() == null ? null : answer.receipt().actualMs();
    return new PhotoAnswer(answer, decision, decision.predictedMs(), actual, readyAfterMs);
  }
}
