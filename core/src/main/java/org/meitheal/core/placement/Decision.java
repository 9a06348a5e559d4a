package org.meitheal.core.placement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was chosen, from what. */
public record Decision(Outcome outcome, List<Candidate> candidates) {
  public Decision {
    candidates = List.copyOf(candidates);
  }

  /** How the chosen one is divided; none where one device does it, or nothing was chosen. */
  public @Nullable Split split() {
    return outcome instanceof Chosen(Candidate candidate, _, _) ? candidate.split() : null;
  }

  /**
   * The same; but where the chosen candidate is less likely to be in time than a floor, it is shed.
   *
   * @param by whose sake it is for, in a few words
   */
  public Decision sheddingUnder(double floor, String by) {
    if (!(outcome instanceof Chosen(Candidate candidate, _, _))
        || candidate.prediction() == null
        || candidate.prediction().probabilityInTime() >= floor) {
      return this;
    }
    String why =
        "%s would be in time with %s, and under %s it is shed for %s"
            .formatted(
                candidate.device(),
                Wording.percent(candidate.prediction().probabilityInTime()),
                Wording.percent(floor),
                by);
    List<Candidate> none =
        candidates.stream().map(each -> each.whyNot() == null ? each.rejected(why) : each).toList();
    return new Decision(new Shed(why), none);
  }

  /** How a comparison ends. */
  public sealed interface Outcome {}

  /**
   * A candidate was chosen.
   *
   * @param targetMet whether its probability of being in time reaches the target
   * @param why in a sentence
   */
  public record Chosen(Candidate candidate, boolean targetMet, String why) implements Outcome {}

  /** The best candidate is too unlikely to be in time: refuse at once (504). */
  public record Infeasible(String why) implements Outcome {}

  /** No device could run it at all (503). */
  public record NoCapacity(String why) implements Outcome {}

  /** It would have been admitted, were it not of a lower priority than what suffers (503). */
  public record Shed(String why) implements Outcome {}
}
