package org.meitheal.dashboard.topology;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The map and the heat map, of the whole or of a cell or two. */
@Controller
class TopologyController {
  private final Topologies topologies;

  TopologyController(Topologies topologies) {
    this.topologies = topologies;
  }

  @GetMapping("/topology")
  String show(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request,
      Model model) {
    put(from, to, model);
    model.addAttribute("who", SignedIn.of(request));
    return "topology";
  }

  /** What of the page changes, for its script to put in place. */
  @GetMapping("/topology/parts")
  String parts(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      Model model) {
    put(from, to, model);
    return "fragments/topology";
  }

  private void put(@Nullable String from, @Nullable String to, Model model) {
    TopologyView view = topologies.now(from, to);
    if (view == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    model.addAttribute("view", view);
    model.addAttribute("from", from);
    model.addAttribute("to", to);
  }
}
