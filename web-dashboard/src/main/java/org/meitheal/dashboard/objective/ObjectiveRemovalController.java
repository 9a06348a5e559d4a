package org.meitheal.dashboard.objective;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.OperatorActs;
import org.meitheal.dashboard.signin.OperatorActs.Outcome;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.http.JsonCalls.Tagged;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Has operators remove an objective, after a page that says what it means. */
@Controller
class ObjectiveRemovalController {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectiveRemovalController.class);

  private final ObjectiveLook look;
  private final ObjectiveCalls calls;
  private final OperatorActs acts;

  ObjectiveRemovalController(ObjectiveLook look, ObjectiveCalls calls, OperatorActs acts) {
    this.look = look;
    this.calls = calls;
    this.acts = acts;
  }

  @GetMapping("/objectives/{name}/remove")
  String confirm(@PathVariable String name, HttpServletRequest request, Model model) {
    return ask(Checked.name(name), null, SignedIn.operatorOf(request), model);
  }

  /**
   * @param revision the ETag of what the operator saw
   * @param key the operator's, where the token of the sign-in has run out
   */
  @PostMapping("/objectives/{name}/remove")
  String remove(
      @PathVariable String name,
      @RequestParam String revision,
      @RequestParam(defaultValue = "") String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = SignedIn.operatorOf(request);
    var deletion = calls.delete(Checked.name(name), Checked.etag(revision));
    return switch (acts.act(who, key, deletion)) {
      case Outcome.Done _ -> {
        LOG.info("{}: objective {} removed", who.name(), name);
        calls.changed(name);
        yield "redirect:/objectives?removed=" + name;
      }
      case Outcome.NotDone refused -> {
        response.setStatus(refused.status());
        yield ask(name, refused.why(), who, model);
      }
    };
  }

  private String ask(String name, @Nullable String problem, SignedIn who, Model model) {
    Tagged<ObjectiveView> now = look.at(name);
    if (ObjectiveLook.isOfFile(now)) {
      return "redirect:/objectives/" + name;
    }
    model.addAttribute("card", ObjectiveCard.of(now.value()));
    model.addAttribute("revision", now.etag());
    model.addAttribute("problem", problem);
    model.addAttribute("needsKey", acts.needsKey(who));
    model.addAttribute("who", who);
    return "objective-removal";
  }
}
