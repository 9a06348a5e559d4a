package org.meitheal.core.placement;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses among priced candidates and says of each other why not. */
final class Choice {
  private final PlacementRequest request;
  private final double minProbability;
  private final List<Candidate> candidates;
  private final List<Contender> contenders;
  private final Objective objective;

  Choice(PlacementRequest request, double minProbability, List<Candidate> candidates) {
    this.request = request;
    this.minProbability = minProbability;
    this.candidates = candidates;
    this.contenders = Contender.among(candidates, request.targetReliability());
    this.objective =
        contenders.stream().anyMatch(Contender::meetsTarget)
            ? request.objective()
            : Objective.RELIABILITY;
  }

  /**
   * @param fartherOnes that were not compared
   */
  Decision decide(int fartherOnes) {
    if (contenders.isEmpty()) {
      return new Decision(
          new Decision.NoCapacity(Reasons.noCapacity(request, candidates)), candidates);
    }
    Reasons reasons = new Reasons(request, objective);
    Contender likeliest = best(Objective.RELIABILITY);
    if (likeliest.prediction().probabilityInTime() < minProbability) {
      return new Decision(
          new Decision.Infeasible(reasons.infeasible(likeliest, minProbability)),
          explained(reasons::missesTarget));
    }
    Contender chosen = best(objective);
    String why = reasons.whyChosen(chosen, contenders.size(), meeting(), fartherOnes);
    return new Decision(
        new Decision.Chosen(chosen.candidate(), chosen.meetsTarget(), why),
        explained(other -> other.equals(chosen) ? null : reasons.whyNot(other, chosen)));
  }

  private Contender best(Objective by) {
    return contenders.stream().min(Contender.best(by)).orElseThrow();
  }

  private int meeting() {
    return (int) contenders.stream().filter(Contender::meetsTarget).count();
  }

  private List<Candidate> explained(Function<Contender, @Nullable String> whyNot) {
    return candidates.stream()
        .map(candidate -> {
          Contender contender = Contender.of(candidate, request.targetReliability());
          return contender == null ? candidate : candidate.rejected(whyNot.apply(contender));
        })
        .toList();
  }
}
