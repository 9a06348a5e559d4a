package org.meitheal.scheduler.objective;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemException;

/** Holds a change to the revision that its author saw. */
final class Revisions {
  private Revisions() {}

  /**
   * @throws ProblemException 428 {@code if-match-required} without the header; 412 {@code
   *     revision-changed} if it names another than the one that is there
   */
  static void require(Objective objective, @Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ProblemException(
          428, "if-match-required", false, "send If-Match with the ETag that you read");
    }
    String asked = ifMatch.strip();
    if (!asked.equals("*") && !asked.equals(objective.etag())) {
      throw changed();
    }
  }

  static ProblemException changed() {
    return new ProblemException(
        412, "revision-changed", false, "the objective has changed meanwhile");
  }
}
