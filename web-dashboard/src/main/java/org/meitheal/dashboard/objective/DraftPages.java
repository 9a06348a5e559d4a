package org.meitheal.dashboard.objective;

import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.objective.ObjectiveForm.Problem;
import org.meitheal.dashboard.signin.OperatorActs;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The pages on which an objective is written, and confirmed. */
@Component
class DraftPages {
  private final ObjectiveLook look;
  private final OperatorActs acts;

  DraftPages(ObjectiveLook look, OperatorActs acts) {
    this.look = look;
    this.acts = acts;
  }

  String form(Draft draft, @Nullable Problem problem, SignedIn who, Model model) {
    model.addAttribute("draft", draft);
    model.addAttribute("problem", problem);
    model.addAttribute("models", look.models());
    model.addAttribute("who", who);
    return "objective-form";
  }

  /**
   * @param problem why it was not done just now; none where it was not tried
   */
  String confirm(
      Draft draft, ObjectiveSpec spec, @Nullable String problem, SignedIn who, Model model) {
    ObjectiveSpec filled = spec.filled(draft.form().name());
    model.addAttribute("draft", draft);
    model.addAttribute("spec", SpecWords.of(filled));
    model.addAttribute(
        "consequences",
        draft.isNew()
            ? Consequences.ofMaking(filled)
            : Consequences.ofChanging(filled, look.known(draft)));
    model.addAttribute("problem", problem);
    model.addAttribute("needsKey", acts.needsKey(who));
    model.addAttribute("who", who);
    return "objective-confirm";
  }
}
