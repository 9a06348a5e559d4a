package org.meitheal.core.split;

/** Whether a request is divided. */
public sealed interface SplitDecision {
  record Divided(SplitPlan plan) implements SplitDecision {}

  /**
   * @param reason a sentence
   */
  record Undivided(String reason) implements SplitDecision {}
}
