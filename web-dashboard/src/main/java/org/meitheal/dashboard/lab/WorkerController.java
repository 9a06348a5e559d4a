package org.meitheal.dashboard.lab;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.lab.LabStatus.ProcessStatus;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** What operators do to a worker: a page that says what it means, and then the doing. */
@WhereALabRuns
@Controller
class WorkerController {
  private final LabPages pages;
  private final LabOrders orders;

  WorkerController(LabPages pages, LabOrders orders) {
    this.pages = pages;
    this.orders = orders;
  }

  @GetMapping("/lab/workers/{name}/{action}")
  String confirm(
      @PathVariable String name,
      @PathVariable String action,
      HttpServletRequest request,
      Model model) {
    return ask(known(action), name, LabPages.operator(request), null, model);
  }

  @PostMapping("/lab/workers/{name}/{action}")
  String act(
      @PathVariable String name,
      @PathVariable String action,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = LabPages.operator(request);
    WorkerDeed deed = known(action);
    String worker = worker(name).name();
    String refusal =
        orders.send(
            who, deed.path() + " " + worker, (lab, by) -> lab.act(worker, deed.action(), by));
    if (refusal == null) {
      return "redirect:/lab?done=" + worker + "." + deed.path() + "#workers";
    }
    response.setStatus(HttpServletResponse.SC_CONFLICT);
    return ask(deed, worker, who, "Nothing was done: " + refusal, model);
  }

  private String ask(
      WorkerDeed deed, String name, SignedIn who, @Nullable String problem, Model model) {
    ProcessStatus worker = worker(name);
    model.addAttribute("deed", deed);
    model.addAttribute("worker", WorkerRow.of(worker));
    model.addAttribute("fits", WorkerDeed.fitting(worker).contains(deed));
    model.addAttribute("problem", problem);
    model.addAttribute("who", who);
    return "lab-worker";
  }

  private ProcessStatus worker(String name) {
    return pages.look().status().processes().stream()
        .filter(ProcessStatus::worker)
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow(WorkerController::unknown);
  }

  private static WorkerDeed known(String path) {
    return WorkerDeed.of(path).orElseThrow(WorkerController::unknown);
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
