package org.meitheal.protocol.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate's prediction was made from.
 *
 * @param roundTripsMs on the link from where the input was, oldest first; empty where it was there
 *     already, or nothing is recorded
 * @param bytesPerSecond of transfers over it, oldest first
 * @param linkAgeMs how old the newest round trip was; none where that is not known
 * @param computeTimes how many measurements the device's speed with the model is the median of
 * @param relativeComputeSpread standard deviation of an execution's time there ÷ its expected time
 */
public record SamplesView(
    List<Double> roundTripsMs,
    List<Double> bytesPerSecond,
    @Nullable Double linkAgeMs,
    @Nullable Integer computeTimes,
    @Nullable Double relativeComputeSpread) {
  public SamplesView {
    roundTripsMs = List.copyOf(roundTripsMs);
    bytesPerSecond = List.copyOf(bytesPerSecond);
  }
}
