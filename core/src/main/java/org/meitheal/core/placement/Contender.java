package org.meitheal.core.placement;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;

/**
 * A candidate that nothing forbids, with what it is compared by.
 *
 * @param meetsTarget whether it is in time with the target reliability
 */
record Contender(
    Candidate candidate,
    DeviceId device,
    Prediction prediction,
    double costMs,
    boolean meetsTarget) {
  /** Finer differences of probability are beyond what a handful of samples can tell. */
  private static final double PROBABILITY_STEPS = 1e4;

  private static final Comparator<Contender> BY_TARGET =
      Comparator.comparing(Contender::meetsTarget).reversed();
  private static final Comparator<Contender> BY_QUANTILE =
      Comparator.comparingDouble(contender -> contender.prediction().quantileMs());
  private static final Comparator<Contender> BY_COST =
      Comparator.comparingDouble(Contender::costMs);
  private static final Comparator<Contender> BY_PROBABILITY =
      Comparator.comparingLong(Contender::probabilitySteps).reversed();
  private static final Comparator<Contender> BY_ID =
      Comparator.comparing(Contender::device)
          .thenComparing(contender -> contender.candidate().placement());

  /** None if something forbids it. */
  static @Nullable Contender of(Candidate candidate, double targetReliability) {
    Prediction prediction = candidate.prediction();
    if (candidate.whyNot() != null || prediction == null) {
      return null;
    }
    return new Contender(
        candidate,
        Objects.requireNonNull(candidate.device()),
        prediction,
        Objects.requireNonNull(candidate.costMs()),
        prediction.probabilityInTime() >= targetReliability);
  }

  /** Best first; a total order, the id last. */
  static Comparator<Contender> best(Objective objective) {
    return switch (objective) {
      case FRUGAL ->
          BY_TARGET.thenComparing(BY_COST).thenComparing(BY_QUANTILE).thenComparing(BY_ID);
      case RELIABILITY ->
          BY_TARGET
              .thenComparing(BY_PROBABILITY)
              .thenComparing(BY_COST)
              .thenComparing(BY_QUANTILE)
              .thenComparing(BY_ID);
      case LATENCY -> BY_QUANTILE.thenComparing(BY_COST).thenComparing(BY_ID);
    };
  }

  /** As reasons call it: the lead of a division is a candidate alone, too. */
  String name() {
    Split split = candidate.split();
    return split == null ? device.value() : split.width() + " devices led by " + device;
  }

  /** As likely to be in time, as far as can be told. */
  boolean asLikelyAs(Contender other) {
    return probabilitySteps() == other.probabilitySteps();
  }

  private long probabilitySteps() {
    return Math.round(prediction.probabilityInTime() * PROBABILITY_STEPS);
  }

  static List<Contender> among(List<Candidate> candidates, double targetReliability) {
    return candidates.stream()
        .map(candidate -> of(candidate, targetReliability))
        .<Contender>mapMulti((contender, out) -> {
          if (contender != null) {
            out.accept(contender);
          }
        })
        .toList();
  }
}
