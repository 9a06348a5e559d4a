package org.meitheal.core.placement;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Why one was chosen and the others were not, with the numbers that decided. */
final class Reasons {
  private final Objective objective;
  private final String deadline;
  private final String target;

  /**
   * @param objective by which the choice was made
   */
  Reasons(PlacementRequest request, Objective objective) {
    this.objective = objective;
    this.deadline = Wording.ms(Reach.millis(request.timeLeft()));
    this.target = Wording.percent(request.targetReliability());
  }

  /**
   * Why the chosen one is the best.
   *
   * @param contenders how many were compared
   * @param meeting how many of them meet the target
   * @param fartherOnes how many were not compared
   */
  String whyChosen(Contender chosen, int contenders, int meeting, int fartherOnes) {
    String why = whyChosen(chosen, contenders, meeting);
    return fartherOnes == 0
        ? why
        : why + "; " + fartherOnes + " farther devices could take it and were not compared";
  }

  private String whyChosen(Contender chosen, int contenders, int meeting) {
    if (!chosen.meetsTarget()) {
      return "none of %d meets %s with %s; %s is the most likely with %s"
          .formatted(contenders, deadline, target, chosen.name(), likelihood(chosen));
    }
    if (contenders == 1) {
      return "the only one that can take it; meets %s with %s"
          .formatted(deadline, likelihood(chosen));
    }
    return switch (objective) {
      case FRUGAL -> bestOf("cheapest", meeting, "that meet " + deadline + " with " + target);
      case RELIABILITY ->
          bestOf("most likely", contenders, "to meet " + deadline + ": " + likelihood(chosen));
      case LATENCY ->
          bestOf("fastest", contenders, "with " + target + " within " + quantile(chosen));
    };
  }

  private static String bestOf(String superlative, int number, String what) {
    return superlative + " of " + number + " " + what;
  }

  String whyNot(Contender loser, Contender chosen) {
    if (objective == Objective.LATENCY) {
      return slower(loser, chosen);
    }
    if (chosen.meetsTarget() && !loser.meetsTarget()) {
      return missesTarget(loser);
    }
    if (objective == Objective.RELIABILITY && !loser.asLikelyAs(chosen)) {
      return lessLikely(loser, chosen);
    }
    return loser.costMs() == chosen.costMs() ? slower(loser, chosen) : dearer(loser, chosen);
  }

  /** Why even the likeliest is refused. */
  String infeasible(Contender likeliest, double minProbability) {
    return "the likeliest, %s, meets %s with %s; under %s it is refused: %s"
        .formatted(
            likeliest.name(),
            deadline,
            likelihood(likeliest),
            Wording.percent(minProbability),
            predicted(likeliest));
  }

  /** Why there is nothing to choose from: the obstacles, and how often each was met. */
  static String noCapacity(PlacementRequest request, List<Candidate> candidates) {
    Placement forced = request.forced();
    Map<String, Long> obstacles =
        candidates.stream()
            .filter(candidate ->
                forced == null ? candidate.device() != null : candidate.placement() == forced)
            .map(Candidate::whyNot)
            .filter(Objects::nonNull)
            .collect(groupingBy(identity(), LinkedHashMap::new, counting()));
    String asked = forced == null ? "" : "the request asks for " + Wording.name(forced) + ": ";
    if (obstacles.isEmpty()) {
      return forced == null ? "no device is known" : asked + "no such device is known";
    }
    return asked
        + "no device can take it: "
        + obstacles.entrySet().stream()
            .map(met -> met.getValue() == 1 ? met.getKey() : met.getValue() + " × " + met.getKey())
            .collect(joining("; "));
  }

  /** Where nothing was chosen because nothing is likely enough. */
  String missesTarget(Contender loser) {
    return "meets %s with %s, %s asked: %s"
        .formatted(deadline, likelihood(loser), target, predicted(loser));
  }

  private String lessLikely(Contender loser, Contender chosen) {
    return "meets %s with %s against %s for %s: %s"
        .formatted(
            deadline, likelihood(loser), likelihood(chosen), chosen.name(), predicted(loser));
  }

  private String slower(Contender loser, Contender chosen) {
    double quantileMs = loser.prediction().quantileMs();
    double chosenMs = chosen.prediction().quantileMs();
    if (quantileMs == chosenMs && loser.costMs() == chosen.costMs()) {
      return "equal to " + chosen.name() + ", which comes first by name";
    }
    if (quantileMs == chosenMs) {
      return dearer(loser, chosen);
    }
    return "%s within %s against %s for %s: %s"
        .formatted(
            target,
            Wording.ms(quantileMs, chosenMs),
            Wording.ms(chosenMs, quantileMs),
            chosen.name(),
            predicted(loser));
  }

  private static String dearer(Contender loser, Contender chosen) {
    return "costs %s of others' time against %s for %s"
        .formatted(
            Wording.ms(loser.costMs(), chosen.costMs()),
            Wording.ms(chosen.costMs(), loser.costMs()),
            chosen.name());
  }

  private static String quantile(Contender contender) {
    return Wording.ms(contender.prediction().quantileMs());
  }

  private static String likelihood(Contender contender) {
    return Wording.percent(contender.prediction().probabilityInTime());
  }

  private static String predicted(Contender contender) {
    return Wording.predicted(contender.candidate(), contender.prediction());
  }
}
