package org.meitheal.protocol.scheduler;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/decisions/{id}}: the comparison, and then what happened.
 *
 * @param id names its owner: {@code SITE.TIME-ORDERED}
 * @param client who asked, by the name in the credential; a device by its id; none where it is not
 *     on record
 * @param attempt from 1; a request that was planned again has several decisions with one execution
 * @param outcome chosen, infeasible, no_capacity or shed
 * @param targetReliability that was planned for, as objectives moved it
 * @param why in a sentence
 * @param execution none for a plan that did not run, or was refused
 */
public record DecisionView(
    String id,
    Instant at,
    String model,
    @Nullable String client,
    @Nullable String source,
    String objective,
    double targetReliability,
    double timeLeftMs,
    long inputBytes,
    int attempt,
    String outcome,
    @Nullable String placement,
    @Nullable String device,
    @Nullable Double predictedMs,
    boolean targetMet,
    String why,
    long fleetVersion,
    double fleetAgeMs,
    List<CandidateView> candidates,
    @Nullable ExecutionView execution) {
  /** Without who asked. */
  public DecisionView(
      String id,
      Instant at,
      String model,
      @Nullable String source,
      String objective,
      double targetReliability,
      double timeLeftMs,
      long inputBytes,
      int attempt,
      String outcome,
      @Nullable String placement,
      @Nullable String device,
      @Nullable Double predictedMs,
      boolean targetMet,
      String why,
      long fleetVersion,
      double fleetAgeMs,
      List<CandidateView> candidates,
      @Nullable ExecutionView execution) {
    this(
        id,
        at,
        model,
        null,
        source,
        objective,
        targetReliability,
        timeLeftMs,
        inputBytes,
        attempt,
        outcome,
        placement,
        device,
        predictedMs,
        targetMet,
        why,
        fleetVersion,
        fleetAgeMs,
        candidates,
        execution);
  }

  /** Without those that were considered and not taken. */
  public DecisionView withChosenOnly() {
    return new DecisionView(
        id,
        at,
        model,
        client,
        source,
        objective,
        targetReliability,
        timeLeftMs,
        inputBytes,
        attempt,
        outcome,
        placement,
        device,
        predictedMs,
        targetMet,
        why,
        fleetVersion,
        fleetAgeMs,
        candidates.stream().filter(CandidateView::chosen).toList(),
        execution);
  }
}
