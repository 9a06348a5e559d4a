package org.meitheal.dashboard.diagnosis;

import java.util.List;
import org.meitheal.dashboard.text.Quantities;

/** Devices whose parts of divided answers differed from those of others. */
final class WrongAnswers implements Diagnosis {
  @Override
  public List<Problem> of(Known known) {
    return known.exclusions().stream()
        .map(out ->
            Problem.bad(
                out.device() + " computes wrong answers",
                "Since %s it takes no part in divisions: %s."
                    .formatted(Quantities.moment(out.since()), out.why()),
                "exclusions/" + out.device(),
                "See it, and take it back"))
        .toList();
  }
}
