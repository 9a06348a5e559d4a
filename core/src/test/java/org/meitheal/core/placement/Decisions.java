package org.meitheal.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.meitheal.core.placement.Decision.Chosen;

/** Reads decisions for tests. */
final class Decisions {
  private Decisions() {}

  static Chosen chosen(Decision decision) {
    assertThat(decision.outcome()).isInstanceOf(Chosen.class);
    return (Chosen) decision.outcome();
  }

  static String chosenId(Chosen chosen) {
    return chosen.candidate().device().value();
  }

  static Candidate of(Decision decision, String id) {
    return decision.candidates().stream()
        .filter(candidate -> candidate.device() != null)
        .filter(candidate -> candidate.device().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static String whyNot(Decision decision, String id) {
    return of(decision, id).whyNot();
  }
}
