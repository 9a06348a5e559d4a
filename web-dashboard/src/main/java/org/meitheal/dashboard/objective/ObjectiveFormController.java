package org.meitheal.dashboard.objective;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.meitheal.dashboard.objective.ObjectiveForm.Problem;
import org.meitheal.dashboard.objective.ObjectiveForm.UnsoundException;
import org.meitheal.dashboard.signin.OperatorActs;
import org.meitheal.dashboard.signin.OperatorActs.Outcome;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.http.JsonCalls.Tagged;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Has operators make and change objectives: a form, a page that says what it means, and then the
 * doing. Whatever is refused leads back to the form, with what was entered.
 */
@Controller
class ObjectiveFormController {
  static final String MADE = "made";
  static final String CHANGED = "changed";
  private static final Logger LOG = LoggerFactory.getLogger(ObjectiveFormController.class);
  private static final String BACK = "back";
  private static final String CONFIRMED = "confirmed";

  private final ObjectiveLook look;
  private final DraftPages pages;
  private final ObjectiveCalls calls;
  private final OperatorActs acts;

  ObjectiveFormController(
      ObjectiveLook look, DraftPages pages, ObjectiveCalls calls, OperatorActs acts) {
    this.look = look;
    this.pages = pages;
    this.calls = calls;
    this.acts = acts;
  }

  @GetMapping("/new-objective")
  String begin(HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.operatorOf(request);
    return pages.form(new Draft(ObjectiveForm.EMPTY, null), null, who, model);
  }

  /**
   * @param step empty for the first look at what it means
   * @param key the operator's, where the token of the sign-in has run out
   */
  @PostMapping("/new-objective")
  String make(
      ObjectiveForm form,
      @RequestParam(defaultValue = "") String step,
      @RequestParam(defaultValue = "") String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = SignedIn.operatorOf(request);
    return take(new Draft(form, null), step, key, who, response, model);
  }

  @GetMapping("/objectives/{name}/change")
  String begin(@PathVariable String name, HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.operatorOf(request);
    Tagged<ObjectiveView> now = look.at(Checked.name(name));
    return ObjectiveLook.isOfFile(now)
        ? "redirect:/objectives/" + name
        : pages.form(
            new Draft(ObjectiveForm.of(now.value().objective()), now.etag()), null, who, model);
  }

  /**
   * @param revision the ETag of what the operator saw
   */
  @PostMapping("/objectives/{name}/change")
  String change(
      @PathVariable String name,
      ObjectiveForm form,
      @RequestParam String revision,
      @RequestParam(defaultValue = "") String step,
      @RequestParam(defaultValue = "") String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = SignedIn.operatorOf(request);
    Draft draft = new Draft(form.named(Checked.name(name)), Checked.etag(revision));
    return take(draft, step, key, who, response, model);
  }

  private String take(
      Draft draft,
      String step,
      String key,
      SignedIn who,
      HttpServletResponse response,
      Model model) {
    if (step.equals(BACK)) {
      return pages.form(draft, null, who, model);
    }
    try {
      ObjectiveSpec spec = draft.form().toSpec();
      return step.equals(CONFIRMED)
          ? send(draft, spec, key, who, response, model)
          : pages.confirm(draft, spec, null, who, model);
    } catch (UnsoundException unsound) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return pages.form(draft, unsound.problem(), who, model);
    }
  }

  private String send(
      Draft draft,
      ObjectiveSpec spec,
      String key,
      SignedIn who,
      HttpServletResponse response,
      Model model) {
    String name = draft.form().name();
    return switch (acts.act(who, key, calls.put(name, spec, draft.etag()))) {
      case Outcome.Done _ -> {
        String done = draft.isNew() ? MADE : CHANGED;
        LOG.info("{}: objective {} {}", who.name(), name, done);
        calls.changed(name);
        yield "redirect:/objectives/" + name + "?done=" + done;
      }
      case Outcome.NotDone refused -> {
        response.setStatus(refused.status());
        yield refused.code() == null
            ? pages.confirm(draft, spec, refused.why(), who, model)
            : refused(draft, refused.code(), refused.why(), who, model);
      }
    };
  }

  /** By the scheduler, which says why. */
  private String refused(Draft draft, String code, String why, SignedIn who, Model model) {
    boolean there = code.equals("revision-changed") || code.equals("if-match-required");
    if (there && draft.isNew()) {
      return pages.form(
          draft,
          new Problem(
              "name",
              "There is an objective of this name already. Change that one, or choose another"
                  + " name."),
          who,
          model);
    }
    if (there) {
      Tagged<ObjectiveView> now = look.at(draft.form().name());
      String other = SpecWords.of(now.value().objective()).sentence();
      return pages.form(
          new Draft(draft.form(), now.etag()),
          new Problem(
              "",
              "Nothing was done: somebody else changed it meanwhile. Now: %s What you entered is kept,"
                      .formatted(other)
                  + " and would replace that."),
          who,
          model);
    }
    return pages.form(draft, Problem.of(why), who, model);
  }
}
