package org.meitheal.dashboard.decision;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.SamplesView;

/**
 * What one candidate was predicted from.
 *
 * @param roundTrips oldest first
 * @param bandwidths oldest first
 * @param speed how often its speed with the model was measured, and how it spreads
 */
public record SampleRow(
    String placement,
    String device,
    String roundTrip,
    String roundTrips,
    String bandwidth,
    String bandwidths,
    String age,
    String speed,
    String idleLanes) {
  /** Of those of which anything is known; a division's lead is another candidate, too. */
  static List<SampleRow> of(DecisionView decision) {
    return decision.candidates().stream().map(SampleRow::of).filter(Objects::nonNull).toList();
  }

  private static @Nullable SampleRow of(CandidateView candidate) {
    SamplesView samples = candidate.samples();
    if (samples == null || candidate.device() == null) {
      return null;
    }
    return new SampleRow(
        DecisionRow.lower(candidate.placement()),
        candidate.device(),
        Quantities.milliseconds(candidate.roundTripMs()),
        list(samples.roundTripsMs(), Quantities::milliseconds),
        Quantities.bandwidth(candidate.bytesPerSecond()),
        list(samples.bytesPerSecond(), Quantities::bandwidth),
        age(samples.linkAgeMs()),
        speed(samples),
        idleLanes(candidate));
  }

  private static String idleLanes(CandidateView candidate) {
    return candidate.lanes() == 0
        ? Quantities.UNKNOWN
        : candidate.idleLanes() + " of " + candidate.lanes();
  }

  private static String list(List<Double> samples, Function<Double, String> words) {
    return samples.isEmpty()
        ? Quantities.UNKNOWN
        : samples.stream().map(words).collect(Collectors.joining(", "));
  }

  private static String age(@Nullable Double ms) {
    return ms == null || !Double.isFinite(ms)
        ? Quantities.UNKNOWN
        : Quantities.age(Duration.ofMillis(ms.longValue()));
  }

  private static String speed(SamplesView samples) {
    Integer times = samples.computeTimes();
    if (times == null || times == 0) {
      return Quantities.UNKNOWN;
    }
    Double spread = samples.relativeComputeSpread();
    return spread == null
        ? times + " times"
        : "%d times, ± %s".formatted(times, Quantities.share(spread));
  }
}
