package org.meitheal.core.placement;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;

/**
 * One place that was considered.
 *
 * @param device none for the local candidate of a request without a source
 * @param roundTripMs the RTT that the prediction used
 * @param bytesPerSecond the bandwidth that the prediction used
 * @param costMs lane-milliseconds taken from others + link-milliseconds; none where nothing could
 *     be predicted
 * @param prediction none where nothing could be predicted; {@code whyNot} says why
 * @param split how it would be divided; none for a single device
 * @param whyNot in a sentence, why it was not chosen; none for the chosen one
 */
public record Candidate(
    Placement placement,
    @Nullable DeviceId device,
    int lanes,
    int idleLanes,
    @Nullable Double roundTripMs,
    @Nullable Double bytesPerSecond,
    @Nullable Double costMs,
    @Nullable Prediction prediction,
    @Nullable Split split,
    @Nullable String whyNot) {
  /** The same, not chosen for that reason; chosen if there is none. */
  Candidate rejected(@Nullable String reason) {
    return new Candidate(
        placement,
        device,
        lanes,
        idleLanes,
        roundTripMs,
        bytesPerSecond,
        costMs,
        prediction,
        split,
        reason);
  }
}
