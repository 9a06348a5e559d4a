package org.meitheal.dashboard.decision;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** All decisions, by page; the address says which, so that it can be passed on. */
@Controller
class DecisionListController {
  private final Decisions decisions;

  DecisionListController(Decisions decisions) {
    this.decisions = decisions;
  }

  @GetMapping("/decisions")
  String show(
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String device,
      @RequestParam(required = false) @Nullable String placement,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String before,
      HttpServletRequest request,
      Model page) {
    DecisionFilter filter;
    try {
      filter = new DecisionFilter(model, device, placement, outcome, state, before);
    } catch (IllegalArgumentException unlike) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, unlike.getMessage(), unlike);
    }
    page.addAttribute("list", DecisionList.of(filter, decisions.list(filter), decisions));
    page.addAttribute("who", SignedIn.of(request));
    return "decisions";
  }
}
