package org.meitheal.scheduler.planning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.placement.Candidate;
import org.meitheal.core.placement.Decision;
import org.meitheal.core.placement.Prediction;
import org.meitheal.core.placement.Split;
import org.meitheal.core.slo.Guidance;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.SplitView;

/** A decision as the record shows it. */
final class DecisionViews {
  private DecisionViews() {}

  static DecisionView of(
      String id,
      Instant at,
      Ask ask,
      Attempt attempt,
      Fleet fleet,
      Guidance guidance,
      Decision decision,
      KnownSamples samples) {
    Verdict verdict = Verdict.of(decision.outcome());
    Candidate chosen = verdict.candidate();
    Prediction prediction = chosen == null ? null : chosen.prediction();
    Terms terms = ask.terms();
    return new DecisionView(
        id,
        at,
        ask.model().name(),
        ask.client(),
        name(terms.source()),
        lowerCase(terms.objective()),
        guidance.target(),
        millis(attempt.timeLeft()),
        ask.inputBytes(),
        attempt.number(),
        verdict.outcome(),
        chosen == null ? null : lowerCase(chosen.placement()),
        chosen == null ? null : name(chosen.device()),
        prediction == null ? null : prediction.meanMs(),
        verdict.targetMet(),
        why(attempt, guidance, terms, verdict.why()),
        fleet.version(),
        millis(fleet.age()),
        candidates(decision, chosen, samples),
        null);
  }

  private static String why(Attempt attempt, Guidance guidance, Terms terms, String verdict) {
    String again =
        attempt.because() == null ? "" : "planned again because " + attempt.because() + "; ";
    if (guidance.targetBy().isEmpty()) {
      return again + verdict;
    }
    String moved =
        "objective %s %s the target from %s %% to %s %% (step %d); "
            .formatted(
                String.join(", ", guidance.targetBy()),
                guidance.target() > terms.targetReliability() ? "raised" : "lowered",
                percent(terms.targetReliability()),
                percent(guidance.target()),
                guidance.step().number());
    return again + moved + verdict;
  }

  /** To as many decimals as steps make: 97.5, 98.75, 99.375. */
  private static String percent(double probability) {
    return BigDecimal.valueOf(probability * 100)
        .setScale(3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static List<CandidateView> candidates(
      Decision decision, @Nullable Candidate chosen, KnownSamples samples) {
    return decision.candidates().stream()
        .map(candidate -> view(candidate, chosen != null && same(candidate, chosen), samples))
        .toList();
  }

  private static boolean same(Candidate one, Candidate other) {
    return one.placement() == other.placement()
        && one.device() != null
        && one.device().equals(other.device());
  }

  private static CandidateView view(Candidate candidate, boolean chosen, KnownSamples samples) {
    Prediction prediction = candidate.prediction();
    return new CandidateView(
        lowerCase(candidate.placement()),
        name(candidate.device()),
        chosen,
        candidate.lanes(),
        candidate.idleLanes(),
        candidate.roundTripMs(),
        finite(candidate.bytesPerSecond()),
        of(prediction, Prediction::waitMs),
        of(prediction, Prediction::sendMs),
        of(prediction, Prediction::computeMs),
        of(prediction, Prediction::returnMs),
        of(prediction, Prediction::meanMs),
        of(prediction, Prediction::standardDeviationMs),
        of(prediction, Prediction::quantileMs),
        of(prediction, Prediction::probabilityInTime),
        candidate.costMs(),
        view(candidate.split()),
        candidate.whyNot(),
        samples.of(candidate.device()));
  }

  private static @Nullable SplitView view(@Nullable Split split) {
    return split == null
        ? null
        : new SplitView(
            split.devices().stream().map(DeviceId::value).toList(),
            split.spares().stream().map(spare -> spare.orElse(split.lead()).value()).toList(),
            split.laneMs(),
            Division.of(split.partition(), List.of()).stages(),
            split.sentBytes(),
            split.haloMultiplyAdds(),
            split.idealSpeedup());
  }

  private static @Nullable Double of(
      @Nullable Prediction prediction, Function<Prediction, Double> part) {
    return prediction == null ? null : finite(part.apply(prediction));
  }

  /** JSON has no infinity: where the input is there already, there is no bandwidth to show. */
  private static @Nullable Double finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }

  private static @Nullable String name(@Nullable DeviceId device) {
    return device == null ? null : device.value();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  /** How the comparison ended, in the record's words. */
  private record Verdict(
      String outcome, @Nullable Candidate candidate, boolean targetMet, String why) {
    static Verdict of(Decision.Outcome outcome) {
      return switch (outcome) {
        case Decision.Chosen chosen ->
            new Verdict("chosen", chosen.candidate(), chosen.targetMet(), chosen.why());
        case Decision.Infeasible infeasible ->
            new Verdict("infeasible", null, false, infeasible.why());
        case Decision.Shed shed -> new Verdict("shed", null, false, shed.why());
        case Decision.NoCapacity none -> new Verdict("no_capacity", null, false, none.why());
      };
    }
  }
}
