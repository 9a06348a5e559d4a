package org.meitheal.dashboard.device;

import jakarta.servlet.http.HttpServletRequest;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.dashboard.source.Sources;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The list of devices, and a page for each. */
@Controller
class DeviceController {
  private final DevicePages pages;
  private final Sources sources;

  DeviceController(DevicePages pages, Sources sources) {
    this.pages = pages;
    this.sources = sources;
  }

  /**
   * @param removed a device that was just removed
   */
  @GetMapping("/devices")
  String list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String tier,
      @RequestParam(defaultValue = "") String cell,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String removed,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("list", pages.list(new DeviceFilter(state, tier, cell, id)));
    model.addAttribute("registry", sources.registry());
    model.addAttribute("removed", removed);
    model.addAttribute("sources", sources.all());
    model.addAttribute("who", SignedIn.of(request));
    return "devices";
  }

  /**
   * @param done an action that was just done, by its path
   */
  @GetMapping("/devices/{id}")
  String one(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      Model model) {
    SignedIn who = SignedIn.of(request);
    model.addAttribute("page", pages.find(id).orElseThrow(DeviceController::unknown));
    model.addAttribute("done", DeviceAction.of(done).map(DeviceAction::result).orElse(null));
    model.addAttribute("operates", who != null && who.isOperator());
    model.addAttribute("actions", DeviceAction.values());
    model.addAttribute("topics", DeviceLive.topics(id));
    model.addAttribute("sources", sources.all());
    model.addAttribute("who", who);
    return "device";
  }

  static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
