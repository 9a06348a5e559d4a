package org.meitheal.dashboard.lab;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LinkOrder;

/**
 * The link form as it was sent: where each slider stands, and where it stood.
 *
 * @param cut {@code cut}, {@code heal} or empty
 */
record LinkMoves(
    @Nullable Integer roundTrip,
    @Nullable Integer roundTripWas,
    @Nullable Integer jitter,
    @Nullable Integer jitterWas,
    @Nullable Integer bandwidth,
    @Nullable Integer bandwidthWas,
    @Nullable Integer loss,
    @Nullable Integer lossWas,
    @Nullable String cut) {
  /**
   * @return none where nothing was moved
   * @throws IllegalArgumentException if a slider has no such position
   */
  Optional<LinkOrder> order(LinkChoice choice) {
    Double roundTripMs = Slider.moved(Scale.ROUND_TRIP, roundTrip, roundTripWas).orElse(null);
    Double jitterMs = Slider.moved(Scale.JITTER, jitter, jitterWas).orElse(null);
    String rate =
        Slider.moved(Scale.BANDWIDTH, bandwidth, bandwidthWas)
            .map(Bandwidths::written)
            .orElse(null);
    Double lost =
        Slider.moved(Scale.LOSS, loss, lossWas).map(percent -> percent / 100).orElse(null);
    Boolean cutNow = (cut == null || cut.isBlank()) ? null : cut.equals("cut");
    boolean moved =
        roundTripMs != null || jitterMs != null || rate != null || lost != null || cutNow != null;
    return moved
        ? Optional.of(
            new LinkOrder(
                choice.from(),
                choice.to(),
                choice.oneWay(),
                roundTripMs,
                jitterMs,
                rate,
                lost,
                cutNow))
        : Optional.empty();
  }
}
