package org.meitheal.dashboard.topology;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The map and the heat map, of the whole or of a cell or two. */
@Controller
class TopologyController {
  private final Topologies topologies;
  private final TopologyParts parts;

  TopologyController(Topologies topologies, TopologyParts parts) {
    this.topologies = topologies;
    this.parts = parts;
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
  @GetMapping(path = "/topology/parts", produces = "text/html;charset=UTF-8")
  @ResponseBody
  String parts(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    return parts.html(from, to, () -> now(from, to), request, response);
  }

  private void put(@Nullable String from, @Nullable String to, Model model) {
    model.addAttribute("view", now(from, to));
    model.addAttribute("from", from);
    model.addAttribute("to", to);
  }

  private TopologyView now(@Nullable String from, @Nullable String to) {
    TopologyView view = topologies.now(from, to);
    if (view == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return view;
  }
}
