package org.meitheal.dashboard.decision;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.scheduler.DecisionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The comparison behind one decision. */
@Controller
class ComparisonController {
  private static final Logger LOG = LoggerFactory.getLogger(ComparisonController.class);

  private final Decisions decisions;
  private final InstantSource clock;

  ComparisonController(Decisions decisions, InstantSource clock) {
    this.decisions = decisions;
    this.clock = clock;
  }

  @GetMapping("/decisions/{id}")
  String show(@PathVariable String id, HttpServletRequest request, Model model) {
    model.addAttribute("comparison", Comparison.of(find(id), clock.instant()));
    model.addAttribute("who", SignedIn.of(request));
    return "decision";
  }

  private DecisionView find(String id) {
    DecisionView decision;
    try {
      decision = decisions.find(id);
    } catch (IOException away) {
      LOG.warn("The scheduler cannot be asked about a decision: {}", away.getMessage());
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    if (decision == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return decision;
  }
}
