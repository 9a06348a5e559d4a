package org.meitheal.protocol.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * One place that was considered. Fields as in {@code core}'s Candidate and Prediction.
 *
 * @param split how it would be divided; none for a single device
 * @param samples what the prediction was made from; none where nothing was measured, and in what
 *     was recorded before they were
 */
public record CandidateView(
    String placement,
    @Nullable String device,
    boolean chosen,
    int lanes,
    int idleLanes,
    @Nullable Double roundTripMs,
    @Nullable Double bytesPerSecond,
    @Nullable Double waitMs,
    @Nullable Double sendMs,
    @Nullable Double computeMs,
    @Nullable Double returnMs,
    @Nullable Double predictedMs,
    @Nullable Double standardDeviationMs,
    @Nullable Double quantileMs,
    @Nullable Double probabilityInTime,
    @Nullable Double costMs,
    @Nullable SplitView split,
    @Nullable String whyNot,
    @Nullable SamplesView samples) {
  /** Without samples. */
  public CandidateView(
      String placement,
      @Nullable String device,
      boolean chosen,
      int lanes,
      int idleLanes,
      @Nullable Double roundTripMs,
      @Nullable Double bytesPerSecond,
      @Nullable Double waitMs,
      @Nullable Double sendMs,
      @Nullable Double computeMs,
      @Nullable Double returnMs,
      @Nullable Double predictedMs,
      @Nullable Double standardDeviationMs,
      @Nullable Double quantileMs,
      @Nullable Double probabilityInTime,
      @Nullable Double costMs,
      @Nullable SplitView split,
      @Nullable String whyNot) {
    this(
        placement,
        device,
        chosen,
        lanes,
        idleLanes,
        roundTripMs,
        bytesPerSecond,
        waitMs,
        sendMs,
        computeMs,
        returnMs,
        predictedMs,
        standardDeviationMs,
        quantileMs,
        probabilityInTime,
        costMs,
        split,
        whyNot,
        null);
  }
}
