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
}
