package org.meitheal.dashboard.objective;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.dashboard.source.Sources;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The list of objectives, and a page for each. */
@Controller
class ObjectiveController {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectiveController.class);

  private final Objectives objectives;
  private final ObjectiveCalls calls;
  private final Sources sources;
  private final InstantSource clock;

  ObjectiveController(
      Objectives objectives, ObjectiveCalls calls, Sources sources, InstantSource clock) {
    this.objectives = objectives;
    this.calls = calls;
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * @param removed one that was just removed
   */
  @GetMapping("/objectives")
  String list(
      @RequestParam(defaultValue = "") String removed, HttpServletRequest request, Model model) {
    model.addAttribute("list", ObjectiveList.of(objectives.heard(), clock.instant()));
    model.addAttribute("removed", removed);
    put(request, model);
    return "objectives";
  }

  /**
   * @param before the id that the executions shown are older than
   * @param done what was just done to it
   */
  @GetMapping("/objectives/{name}")
  String one(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      Model model) {
    ObjectiveView view = find(Checked.name(name));
    Spending spending = spending(name, Checked.execution(before));
    model.addAttribute("card", ObjectiveCard.of(view));
    model.addAttribute("spending", spending);
    model.addAttribute(
        "freshness", Freshness.of(objectives.heard(), List.of(view), clock.instant()));
    model.addAttribute("done", done(done));
    put(request, model);
    return "objective";
  }

  /** What of the page is asked for again from time to time; nothing where there is nothing new. */
  @GetMapping("/objectives/{name}/parts")
  @Nullable String parts(@PathVariable String name, HttpServletResponse response, Model model) {
    Spending spending = spending(Checked.name(name), null);
    if (spending == null) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return null;
    }
    model.addAttribute("spending", spending);
    return "fragments/spending";
  }

  private static String done(String what) {
    return switch (what) {
      case ObjectiveFormController.MADE -> "It is made: counting begins.";
      case ObjectiveFormController.CHANGED -> "It is changed.";
      default -> "";
    };
  }

  private void put(HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.of(request);
    model.addAttribute("operates", who != null && who.isOperator());
    model.addAttribute("sources", sources.all());
    model.addAttribute("who", who);
  }

  /** As it is; or where the scheduler does not answer, as it was heard of last. */
  private ObjectiveView find(String name) {
    try {
      return calls.read(name);
    } catch (IOException away) {
      if (away instanceof RemoteStatusException status && status.status() == 404) {
        throw Checked.unknown();
      }
      LOG.warn("The scheduler cannot be asked about an objective: {}", away.getMessage());
      return objectives
          .heard()
          .find(name)
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
    }
  }

  /** None where the scheduler does not answer. */
  private @Nullable Spending spending(String name, @Nullable String before) {
    try {
      return Spending.of(calls.read(name), calls.spenders(name, before), name, before);
    } catch (IOException away) {
      LOG.debug("The scheduler cannot be asked who spent a budget", away);
      return null;
    }
  }
}
