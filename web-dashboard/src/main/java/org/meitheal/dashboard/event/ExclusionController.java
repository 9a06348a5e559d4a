package org.meitheal.dashboard.event;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.meitheal.dashboard.signin.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** One excluded device, and the way back for it: a page of its own, since only operators may. */
@Controller
class ExclusionController {
  private static final Logger LOG = LoggerFactory.getLogger(ExclusionController.class);

  private final Events events;

  ExclusionController(Events events) {
    this.events = events;
  }

  @GetMapping("/exclusions/{device}")
  String show(@PathVariable String device, HttpServletRequest request, Model model) {
    ExclusionRow row =
        events.exclusions().stream()
            .filter(exclusion -> exclusion.device().equals(device))
            .map(ExclusionRow::of)
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    SignedIn who = SignedIn.of(request);
    model.addAttribute("exclusion", row);
    model.addAttribute("who", who);
    model.addAttribute("operates", who != null && who.isOperator());
    return "exclusion";
  }

  @PostMapping("/exclusions/{device}/take-back")
  String takeBack(@PathVariable String device, HttpServletRequest request) {
    SignedIn who = SignedIn.operatorOf(request);
    try {
      boolean wasExcluded = events.takeBack(device, who.name());
      LOG.info("{} takes {} back into divisions: {}", who.name(), device, wasExcluded);
    } catch (IOException away) {
      LOG.warn("The scheduler does not take a device back: {}", away.getMessage());
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return "redirect:/";
  }
}
